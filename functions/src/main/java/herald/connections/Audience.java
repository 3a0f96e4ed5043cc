package herald.connections;

import herald.publications.ChannelName;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One slice of a channel's connections, and so one partition of the table. */
public record Audience(ChannelName channel, int shard) {

    public static final int MAX_SHARDS = 256;

    private static final int SEED = 0;

    public Audience {
        if (shard < 0 || shard >= MAX_SHARDS) {
            throw new IllegalArgumentException("no such shard: " + shard);
        }
    }

    /** The slice a connection is written to. A function of the id alone, since a disconnect brings nothing else. */
    public static Audience of(ChannelName channel, ConnectionId id, int shards) {
        return new Audience(channel, Math.floorMod(id.hash(SEED), shards));
    }

    /** All slices of a channel. */
    public static Stream<Audience> all(ChannelName channel, int shards) {
        return IntStream.range(0, shards).mapToObj(shard -> new Audience(channel, shard));
    }

    /** Reads what {@link #key} wrote. */
    public static Audience parse(String key) {
        int hash = key.lastIndexOf('#');
        if (hash < 0) {
            throw new IllegalArgumentException("an audience's key has no shard");
        }
        return new Audience(new ChannelName(key.substring(0, hash)), Integer.parseInt(key.substring(hash + 1)));
    }

    /** The partition key. */
    public String key() {
        return channel + "#" + shard;
    }
}
