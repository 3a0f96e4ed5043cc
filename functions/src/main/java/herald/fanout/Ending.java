package herald.fanout;

import herald.publications.Publication;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How a fan-out ended. Without a comeback, every connection has been delivered to, is gone, or is named in a message that
 * a queue has taken.
 *
 * @param comeback why its records have to come back
 * @param tooLarge the publications that nobody can be sent
 * @param whole whether the audience's end was reached
 */
record Ending(Optional<Comeback> comeback, Set<Publication> tooLarge, boolean whole) {

    static final Ending DONE = new Ending(Optional.empty(), Set.of(), true);

    /** @param after when to come back; empty lets the number of receives decide */
    record Comeback(String reason, Optional<Duration> after) {}

    Ending {
        tooLarge = Set.copyOf(tooLarge);
    }

    /** Together with another fan-out of the same record that came after it. */
    Ending and(Ending later) {
        Set<Publication> both = new HashSet<>(tooLarge);
        both.addAll(later.tooLarge);
        return new Ending(later.comeback, both, whole && later.whole);
    }

    static Ending failed(String reason) {
        return new Ending(Optional.of(new Comeback(reason, Optional.empty())), Set.of(), false);
    }

    static Ending after(Duration delay, String reason) {
        return new Ending(Optional.of(new Comeback(reason, Optional.of(delay))), Set.of(), false);
    }
}
