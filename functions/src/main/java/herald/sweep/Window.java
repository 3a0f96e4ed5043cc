package herald.sweep;

import herald.connections.SweepCoverage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one sweep handles: what became due from {@code from} on and before {@code to}. So nobody is pinged before he is due,
 * and whatever a client answers comes after that time. Pure.
 *
 * @param since from when on, up to {@code from}, everybody was surely pinged in time
 */
record Window(Instant from, Instant to, Instant since) {

    /**
     * The one after what has been covered. Empty at the first sweep, and an empty one if the clock has been put back.
     *
     * <p>A sweep that comes very late, or other due times than before, leave no proof that a client had the time to answer,
     * so counting starts anew at {@code to}.
     */
    static Window after(Optional<SweepCoverage> covered, Duration interval, Instant now) {
        if (covered.isEmpty()) {
            return new Window(now, now, now);
        }
        SweepCoverage before = covered.get();
        Instant to = now.isBefore(before.until()) ? before.until() : now;
        Duration length = Duration.between(before.until(), to);
        boolean broken = length.multipliedBy(2).compareTo(interval) > 0
                || !before.interval().equals(interval);
        return new Window(before.until(), to, broken ? to : before.since());
    }

    boolean holds(Instant due) {
        return !due.isBefore(from) && due.isBefore(to);
    }

    boolean isEmpty() {
        return from.equals(to);
    }

    /** What is written before it is handled: as long as nobody says that it was, nothing up to here counts. */
    SweepCoverage taken(Duration interval) {
        return new SweepCoverage(to, to, interval);
    }

    /** What is written when all of it has been handled. */
    SweepCoverage handled(Duration interval) {
        return new SweepCoverage(since, to, interval);
    }
}
