package herald.local.stack.schedules;

import herald.local.stack.feed.Feed;
import herald.local.stack.feed.Sight;
import herald.local.stack.lambda.Functions;
import herald.local.stack.lambda.InvocationResult;
import herald.local.stack.meter.UsageEvent;
import herald.local.template.spec.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An EventBridge rule with a schedule, and Lambda's queue of asynchronous invocations for what it sends: fires when it
 * is due, does not wait for what it started before, and tries again what failed.
 *
 * <p>What was due while nobody could fire it, in a machine that slept, is not made up for. AWS delivers an event at
 * least once; here it is once.
 *
 * <p>Thread-safe.
 */
public final class Schedule {

    /** Ours: AWS keeps what waits for six hours, whatever its number. */
    private static final int MOST_UNDERWAY = 100;

    /** Ours: how long a timer is trusted, which does not count the time in which a machine sleeps. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** Ours: what is as late as this is too late, and all that was due until now is let go. */
    private static final Duration LATEST = Duration.ofMinutes(1);

    private final ScheduleSpec spec;
    private final ScheduledEvent event;
    private final Functions functions;
    private final Feed feed;
    private final ScheduleClock clock;
    private final Consumer<UsageEvent> usage;
    private final Instant created;
    private int running;
    private int waiting;
    private boolean stopped;
    private Optional<Instant> due = Optional.empty();
    private @Nullable Future<?> timer;
    private Optional<Instant> lastAt = Optional.empty();
    private String result = "";

    /** The event bus of an account and Region, with all that schedules share. */
    public record Bus(Feed feed, ScheduleClock clock, Consumer<UsageEvent> usage, String region, String account) {}

    private Schedule(ScheduleSpec spec, Functions functions, Bus bus) {
        this.spec = spec;
        this.event = new ScheduledEvent(spec, bus.region(), bus.account());
        this.functions = functions;
        this.feed = bus.feed();
        this.clock = bus.clock();
        this.usage = bus.usage();
        this.created = clock.now();
    }

    /** Starts to wait, unless it is disabled; a rate's first period starts now. */
    public static Schedule start(ScheduleSpec spec, Functions functions, Bus bus) {
        Schedule schedule = new Schedule(spec, functions, bus);
        if (spec.enabled()) {
            schedule.awaitNext(schedule.created);
        }
        return schedule;
    }

    /** Fires no more, and tries nothing again. Returns at once. */
    public synchronized void stop() {
        stopped = true;
        due = Optional.empty();
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /**
     * Waits, after {@link #stop}, until no function is at work for it. Returns false if that takes longer than
     * {@code most}.
     */
    public synchronized boolean awaitIdle(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (running > 0) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    public synchronized Sight.ScheduleState sight() {
        return new Sight.ScheduleState(
                spec.id(),
                spec.function(),
                spec.expression().toString(),
                spec.enabled(),
                due.map(clock::real),
                lastAt,
                result);
    }

    /** @param after the time after which it fires next */
    private synchronized void awaitNext(Instant after) {
        if (!stopped) {
            due = spec.expression().next(created, after);
            due.ifPresent(this::waitFor);
        }
    }

    private void waitFor(Instant time) {
        Duration wait = Duration.between(clock.now(), time);
        Duration most = LONGEST_WAIT.multipliedBy(clock.speed());
        if (wait.isNegative()) {
            wait = Duration.ZERO;
        }
        // If it rings early by a clock that was set, it is set again.
        timer = clock.after(wait.compareTo(most) < 0 ? wait : most, () -> look(time));
    }

    private void look(Instant time) {
        synchronized (this) {
            if (stopped) {
                return;
            }
            if (clock.now().isBefore(time)) {
                waitFor(time);
                return;
            }
        }
        fire(time);
        Instant now = clock.now();
        boolean slept = clock.real(now).isAfter(clock.real(time).plus(LATEST));
        awaitNext(slept ? now : time);
    }

    private void fire(Instant time) {
        Instant real = clock.real(time).truncatedTo(ChronoUnit.SECONDS);
        if (begin(real)) {
            usage.accept(new UsageEvent.ScheduleFired(spec.id()));
            attempt(new Sent(event.at(real), real, clock.now()), 1);
        }
    }

    /** An event on its way, with the time that it says it was due, and when it was sent by the schedules' clock. */
    private record Sent(byte[] payload, Instant time, Instant sentAt) {}

    /** Returns false if so many are on their way that this one is dropped. */
    private boolean begin(Instant time) {
        synchronized (this) {
            if (running + waiting < MOST_UNDERWAY) {
                running++;
                return true;
            }
            result = "dropped";
        }
        feed.problem(spec.id(), "the event of " + time + " was dropped: " + MOST_UNDERWAY + " are underway already");
        return false;
    }

    private void attempt(Sent sent, int attempt) {
        synchronized (this) {
            lastAt = Optional.of(clock.clock().now());
        }
        var _ = functions.invoke(spec.function(), spec.id(), sent.payload()).whenComplete((outcome, failure) -> {
            if (failure == null) {
                settle(sent, attempt, outcome);
            } else {
                settle(
                        sent,
                        attempt,
                        new InvocationResult.Failed(failure.getClass().getName(), String.valueOf(failure)));
            }
        });
    }

    private void settle(Sent sent, int attempt, InvocationResult outcome) {
        var patience = new Aftermath.Patience(Duration.between(sent.sentAt(), clock.now()), spec.maximumAge());
        var aftermath = Aftermath.of(outcome, attempt, spec.retries(), patience);
        if (aftermath instanceof Aftermath.Dropped(String reason)) {
            feed.problem(
                    spec.id(),
                    "the event of " + sent.time() + " was dropped after "
                            + (attempt == 1 ? "one attempt" : attempt + " attempts") + ": " + reason);
        }
        synchronized (this) {
            running--;
            switch (aftermath) {
                case Aftermath.Done() -> result = "ok";
                case Aftermath.Retry(Duration wait) -> {
                    result = "failed, to be retried";
                    retryAfter(wait, sent, attempt + 1);
                }
                case Aftermath.Again(Duration wait) -> {
                    result = "throttled, to be retried";
                    retryAfter(wait, sent, attempt);
                }
                case Aftermath.Dropped _ -> result = "failed";
            }
            notifyAll();
        }
    }

    private void retryAfter(Duration wait, Sent sent, int attempt) {
        if (!stopped) {
            waiting++;
            var _ = clock.after(wait, () -> retry(sent, attempt));
        }
    }

    private void retry(Sent sent, int attempt) {
        synchronized (this) {
            waiting--;
            if (stopped) {
                return;
            }
            running++;
        }
        attempt(sent, attempt);
    }
}
