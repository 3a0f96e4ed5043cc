package herald.local.stack.metrics;

import java.time.Duration;
import java.time.Instant;

/**
 * The minutes by which metrics are kept and alarms evaluated: the clock's, or shorter ones. Pure.
 *
 * @param speed how many of them pass in a minute
 */
public record PeriodClock(int speed) {

    /** The fastest: a minute takes a second then; the depth of queues is not known more often. */
    public static final int FASTEST = 60;

    private static final long MINUTE_MILLIS = 60_000;

    public PeriodClock {
        if (speed < 1 || speed > FASTEST) {
            throw new IllegalArgumentException("a speed is 1 to " + FASTEST + ", not " + speed);
        }
    }

    /** Returns the minute's number, from the epoch on. */
    long minute(Instant at) {
        return Math.floorDiv(at.toEpochMilli() * speed, MINUTE_MILLIS);
    }

    /** Returns how long a minute takes. */
    Duration length() {
        return Duration.ofMillis(MINUTE_MILLIS).dividedBy(speed);
    }
}
