package herald.local.rules.prices;

import java.time.Duration;

/** The steps to which AWS rounds what it bills. Pure. */
public final class Steps {

    /** AWS price page of API Gateway: messages are metered in increments of 32 KB. */
    private static final long MESSAGE_BYTES = 32L * 1024;

    /** AWS price page of SQS: each chunk of 64 KB of a payload is billed as one request. */
    private static final long REQUEST_BYTES = 64L * 1024;

    /**
     * The bytes that CloudWatch Logs adds to each log event when it counts (API reference of {@code PutLogEvents});
     * that the bill counts it too is our assumption.
     */
    private static final long LOG_EVENT_BYTES = 26;

    private Steps() {}

    /** Returns how many messages one of so many bytes is billed as; an empty one is one, which is our assumption. */
    public static long messages(long bytes) {
        return atLeastOne(bytes, MESSAGE_BYTES);
    }

    /** @param payloadBytes of all messages that a call carries or brings, 0 for one that has none */
    public static long requests(long payloadBytes) {
        return atLeastOne(payloadBytes, REQUEST_BYTES);
    }

    /**
     * Each begun minute of each connection. AWS says "connection minutes" and not how it rounds: ours is what makes the
     * bill no smaller than it can be.
     */
    public static long minutes(Duration open) {
        return atLeastOne(open.toNanos(), Duration.ofMinutes(1).toNanos());
    }

    /** Returns milliseconds, the last one whole (AWS price page of Lambda: rounded up to the nearest millisecond). */
    public static long milliseconds(Duration duration) {
        return (duration.toNanos() + 999_999) / 1_000_000;
    }

    /** @param bytes of the text, without its end of line */
    public static long logged(long bytes) {
        return bytes + LOG_EVENT_BYTES;
    }

    private static long atLeastOne(long amount, long step) {
        return Math.max(1, (amount + step - 1) / step);
    }
}
