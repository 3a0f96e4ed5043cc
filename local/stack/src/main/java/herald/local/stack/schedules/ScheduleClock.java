package herald.local.stack.schedules;

import herald.local.stack.weather.StackClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;

/**
 * The time by which schedules fire: the stack's, or one that showed the same when it {@code started} and runs
 * {@code speed} times as fast. Thread-safe.
 */
public record ScheduleClock(StackClock clock, Instant started, int speed) {

    /** A rate of a minute fires sixty times a second then, which is as fast as is of use. */
    public static final int FASTEST = 3600;

    public ScheduleClock {
        if (speed < 1 || speed > FASTEST) {
            throw new IllegalArgumentException("a speed is 1 to " + FASTEST + ", not " + speed);
        }
    }

    public static ScheduleClock starting(StackClock clock, int speed) {
        return new ScheduleClock(clock, clock.now(), speed);
    }

    Instant now() {
        return started.plus(Duration.between(started, clock.now()).multipliedBy(speed));
    }

    /** Returns what the stack's clock shows when this one shows {@code time}. */
    Instant real(Instant time) {
        return started.plus(Duration.between(started, time).dividedBy(speed));
    }

    /** @param wait by this clock */
    ScheduledFuture<?> after(Duration wait, Runnable task) {
        return clock.after(wait.dividedBy(speed), task);
    }
}
