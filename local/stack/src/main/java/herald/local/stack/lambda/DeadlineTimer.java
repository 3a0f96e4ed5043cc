package herald.local.stack.lambda;

import herald.local.stack.weather.StackClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Rings when its time has come, unless that was moved or cleared before. Thread-safe.
 *
 * <p>At most one timer waits however often the time is moved: thousands of invocations a second set it, and a timer for
 * each would pile up until the function's timeout.
 */
final class DeadlineTimer {

    private final StackClock clock;
    private final Runnable bell;
    private @Nullable Instant due;
    private @Nullable Instant timerDue;
    private @Nullable ScheduledFuture<?> timer;

    /** @param bell short and non-blocking; runs without any lock of this class */
    DeadlineTimer(StackClock clock, Runnable bell) {
        this.clock = clock;
        this.bell = bell;
    }

    synchronized void set(Instant at) {
        due = at;
        if (timerDue == null || at.isBefore(timerDue)) {
            wind(at);
        }
    }

    synchronized void clear() {
        due = null;
    }

    private void wind(Instant at) {
        if (timer != null) {
            timer.cancel(false);
        }
        Duration wait = Duration.between(clock.now(), at);
        timerDue = at;
        timer = clock.after(wait.isNegative() ? Duration.ZERO : wait, () -> expire(at));
    }

    private void expire(Instant at) {
        if (isDue(at)) {
            bell.run();
        }
    }

    private synchronized boolean isDue(Instant at) {
        if (!at.equals(timerDue)) {
            return false;
        }
        timer = null;
        timerDue = null;
        if (due == null) {
            return false;
        }
        if (due.isAfter(clock.now())) {
            wind(due);
            return false;
        }
        due = null;
        return true;
    }
}
