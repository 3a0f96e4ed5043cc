package herald.bench.scale;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when something happens. What is due at the same moment happens in the order it was asked for. */
final class SimulatedTime implements InstantSource {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::number));
    private long nowNanos;
    private long number;

    private record Event(long atNanos, long number, Runnable step) {}

    /** Since the start. */
    long nanos() {
        return nowNanos;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nowNanos);
    }

    void after(Duration delay, Runnable step) {
        at(nowNanos + delay.toNanos(), step);
    }

    /** @param atNanos since the start; what is past happens now */
    void at(long atNanos, Runnable step) {
        events.add(new Event(Math.max(atNanos, nowNanos), number++, step));
    }

    /** Runs until nothing is to come. */
    void run() {
        for (Event next = events.poll(); next != null; next = events.poll()) {
            nowNanos = next.atNanos();
            next.step().run();
        }
    }
}
