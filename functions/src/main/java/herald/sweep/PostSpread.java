package herald.sweep;

import java.time.Duration;
import java.time.Instant;

/**
 * How many connections may be served by now. A small audience is done soon, since Lambda bills by time; a large one is
 * spread over most of the time that there is, since each ping brings a pong, and each pong is an invocation. Not
 * thread-safe.
 */
final class PostSpread {

    static final double LEAST_A_SECOND = 50;

    /** Less than what a sweep of a minute has for its posts, and short enough that the next does not overlap it. */
    static final Duration OVER = Duration.ofSeconds(40);

    /** What was not used for longer than this is lost, so that no burst follows a pause. */
    private static final Duration STORED = Duration.ofMillis(250);

    private final Instant end;
    private Instant last;
    private double permits = 1;

    PostSpread(Instant start) {
        this.end = start.plus(OVER);
        this.last = start;
    }

    /**
     * Whether another may be served now.
     *
     * @param waiting how many are known to wait, this one among them
     */
    boolean tryTake(int waiting, Instant now) {
        Duration left = Duration.between(now, end);
        if (!left.isPositive()) {
            return true;
        }
        double rate = Math.max(LEAST_A_SECOND, waiting / seconds(left));
        if (now.isAfter(last)) {
            double most = Math.max(1, rate * seconds(STORED));
            permits = Math.min(most, permits + rate * seconds(Duration.between(last, now)));
            last = now;
        }
        if (permits < 1) {
            return false;
        }
        permits--;
        return true;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
