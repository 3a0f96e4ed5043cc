package herald.socketio;

import herald.publications.JsonFault;
import herald.publications.JsonReader;
import herald.publications.RandomJson;
import herald.publications.RawJson;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

/** Any packet that there can be, odd ones above all. */
final class RandomPacket {

    private static final String[] PIECES = {
        "a", "item", "_", "é", "☃", "😀", "\"", "\\", "\n", "\0", "\ud83d", "\ude00", "{", "}", "[", "]", "/", "7", " "
    };
    private static final String[] NAMESPACES = {"/", "/admin", "//", "/0", "/7[", "/{}", "/a b\"", "/é😀", "/\ud83d"};
    private static final String[] NAMES = {"item_added", "item_removed", "", "message", "ping", "error", "Connect"};
    private static final long[] IDS = {0, 1, 9, 10, 77, Integer.MAX_VALUE, Long.MAX_VALUE / 10, Long.MAX_VALUE};

    private static final List<Packet> BARE =
            List.of(new Packet.Close(), new Packet.Open(), new Packet.Upgrade(), new Packet.Noop());

    private RandomPacket() {}

    static Packet packet(Random random) {
        return switch (random.nextInt(14)) {
            case 0 -> new Packet.Connect(namespace(random), null);
            case 1 -> new Packet.Connect(namespace(random), object(random));
            case 2 -> new Packet.Disconnect(namespace(random));
            case 3 -> new Packet.Ack(namespace(random), id(random), values(random));
            case 4 -> new Packet.ConnectError(namespace(random), null);
            case 5 -> new Packet.ConnectError(namespace(random), object(random));
            case 6 -> new Packet.ConnectError(namespace(random), json(RandomJson.string(random, 20)));
            case 7 -> new Packet.Ping(text(random, 8));
            case 8 -> new Packet.Pong(text(random, 8));
            case 9 -> BARE.get(random.nextInt(BARE.size()));
            case 10 -> new Packet.Event(namespace(random), OptionalLong.empty(), name(random), values(random));
            default -> new Packet.Event("/", OptionalLong.of(id(random)), name(random), values(random));
        };
    }

    static String text(Random random, int most) {
        return random.ints(random.nextInt(most), 0, PIECES.length)
                .mapToObj(i -> PIECES[i])
                .reduce("", String::concat);
    }

    private static String name(Random random) {
        return random.nextBoolean() ? NAMES[random.nextInt(NAMES.length)] : text(random, 30);
    }

    private static String namespace(Random random) {
        return random.nextInt(4) == 0 ? "/" + text(random, 10) : NAMESPACES[random.nextInt(NAMESPACES.length)];
    }

    private static long id(Random random) {
        return random.nextBoolean() ? IDS[random.nextInt(IDS.length)] : random.nextLong(Long.MAX_VALUE);
    }

    private static List<RawJson> values(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> json(RandomJson.value(random, 3)))
                .toList();
    }

    private static RawJson object(Random random) {
        return json("{\"a\":" + RandomJson.space(random) + RandomJson.value(random, 2) + "}");
    }

    private static RawJson json(String text) {
        try {
            return JsonReader.only(text);
        } catch (JsonFault fault) {
            throw new IllegalArgumentException(text, fault);
        }
    }
}
