package herald.fanout;

import herald.invocation.CallSeries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * How a fan-out ended. Without a comeback, every connection has been delivered to, is gone, or is named in a message that
 * a queue has taken.
 *
 * @param comeback why its records have to come back
 * @param whole whether the audience's end was reached
 */
record Ending(Optional<Comeback> comeback, boolean whole) {

    static final Ending DONE = new Ending(Optional.empty(), true);

    /** What is left is in a message of its own. */
    static final Ending HANDED_ON = new Ending(Optional.empty(), false);

    /** @param after when to come back; empty lets the number of receives decide */
    record Comeback(String reason, Optional<Duration> after) {}

    /** How steps end that are taken one after the other, until one of them has to come back. */
    static <T> CompletableFuture<Ending> ofAll(List<T> parts, Function<T, CompletableFuture<Ending>> step) {
        return CallSeries.inTurn(
                parts,
                DONE,
                (before, part) -> before.comeback.isPresent()
                        ? CompletableFuture.completedFuture(before)
                        : step.apply(part).thenApply(before::and));
    }

    /** Together with another fan-out of the same record that came after it. */
    private Ending and(Ending later) {
        return new Ending(later.comeback, whole && later.whole);
    }

    static Ending failed(String reason) {
        return new Ending(Optional.of(new Comeback(reason, Optional.empty())), false);
    }

    static Ending after(Duration delay, String reason) {
        return new Ending(Optional.of(new Comeback(reason, Optional.of(delay))), false);
    }
}
