package herald.lean;

import java.time.Duration;

/**
 * The number of connections that are worth having. Pure but for what it remembers; not thread-safe.
 *
 * <p>A connection without pipelining carries one call for each time that the API takes, and this thread can't make more
 * than so many calls a second: so beyond their product a connection only costs its handshake, of about 9 ms of CPU while
 * the JVM is cold. Connections whose answer is overdue count as none, or a few hanging calls would hold up all others.
 */
final class Growth {

    /** The number to begin with, and the least. */
    static final int FIRST = 16;

    /** The same with TLS, for the handshakes' sake. */
    static final int FIRST_OF_TLS = 8;

    /**
     * A call that has seen more looks of {@link DeadlineWatch}, 10 ms apart at least, counts as hanging. No clock would do:
     * when this thread had no time for the answers that are there, it had none for looks either.
     */
    static final int OVERDUE_LOOKS = 5;

    /** The time that a call costs this thread, at best. */
    private static final long NANOS_PER_CALL = 25_000;

    /** The quickest answer within this time is what the API takes: slower ones have waited for us. */
    private static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();

    /** So many of the first answers are slowed down by a JVM that is still loading classes, and connections are dear meanwhile. */
    private static final int TO_BELIEVE = 128;

    private final int first;
    private long quickest = Long.MAX_VALUE;
    private long quickestBefore = Long.MAX_VALUE;
    private long windowStart;
    private long beganNanos;
    private int seen;

    Growth(int first) {
        this.first = first;
    }

    /**
     * An answer has been read.
     *
     * @param tookNanos since it was asked for
     * @param thereNanos as long, but only until the loop began to read what had arrived. What it read and sent before it came
     *     to this answer is the more, the more connections there are, and in a cold start there would be no end of them
     */
    void answered(long tookNanos, long thereNanos, long nowNanos) {
        if (seen == 0) {
            beganNanos = nowNanos;
        }
        if (nowNanos - windowStart > WINDOW_NANOS) {
            quickestBefore = seen < TO_BELIEVE ? Long.MAX_VALUE : quickest;
            quickest = Long.MAX_VALUE;
            windowStart = nowNanos;
        }
        seen = Math.min(seen + 1, TO_BELIEVE);
        boolean cold = nowNanos - beganNanos <= WINDOW_NANOS;
        quickest = Math.min(quickest, cold ? Math.max(0, thereNanos) : tookNanos);
    }

    /** @param overdue how many connections wait for an answer that is overdue */
    int target(int overdue) {
        long takes = Math.min(quickest, quickestBefore);
        long useful = seen < TO_BELIEVE ? 0 : takes / NANOS_PER_CALL;
        return (int) Math.min(Integer.MAX_VALUE, first + overdue + useful);
    }
}
