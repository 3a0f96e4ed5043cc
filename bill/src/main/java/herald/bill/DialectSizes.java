package herald.bill;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The dialects of clients, as far as they cost. Sizes are bytes of frames for an event {@code item_added} in the lobby,
 * with the id that SQS gives.
 */
enum DialectSizes {
    /** {@code {"event":"item_added","data":…,"id":"…"}}. */
    PLAIN(74),
    /** An array of the same. */
    BATCH(74),
    /** {@code 42["item_added",…]}, or with the id behind, for who can recover; the longer one is counted. */
    SOCKETIO(56);

    /** The size of a batch client's frame beyond which another is begun. */
    private static final int FULL = 32 * 1024;

    private final int envelope;

    DialectSizes(int envelope) {
        this.envelope = envelope;
    }

    static Optional<DialectSizes> named(String word) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.word().equals(word))
                .findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(DialectSizes::word).collect(Collectors.joining(", "));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The frames that are sent to one client.
     *
     * @param frames how many texts
     * @param largest bytes of the largest of them
     * @param bytes of all together
     */
    record Frames(long frames, long largest, long bytes) {}

    /** Returns the frames for so many publications with so many bytes of data each, in one fan-out. */
    Frames frames(int together, int size) {
        long object = (long) size + envelope;
        if (this != BATCH) {
            return new Frames(together, object, together * object);
        }
        // Brackets once, and a comma between two: n objects have n * object + n - 1 + 2 bytes.
        long each = Math.max(1, Math.min(together, (FULL - 1) / (object + 1)));
        long frames = (together + each - 1) / each;
        long bytes = together * (object + 1) + frames;
        return new Frames(frames, each * (object + 1) + 1, bytes);
    }

    boolean hasHeartbeats() {
        return this == SOCKETIO;
    }
}
