package herald.local.stack.weather;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The one source of time and of waiting in the stand-in, so that a later clock can run faster than the wall's.
 * Thread-safe.
 */
public final class StackClock {

    private final ScheduledExecutorService scheduler;

    /**
     * A clock over {@code scheduler}, which is owned and shut down by the caller. It should drop what is cancelled
     * ({@code setRemoveOnCancelPolicy}), since most of what waits here is cancelled: the timeout of every message, the
     * idle timer of every connection.
     */
    public StackClock(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    public Instant now() {
        return Instant.now();
    }

    /** Runs a short, non-blocking task once, after a delay. */
    public ScheduledFuture<?> after(Duration delay, Runnable task) {
        return scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
