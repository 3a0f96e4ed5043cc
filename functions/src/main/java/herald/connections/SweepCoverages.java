package herald.connections;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers, beyond the life of an invocation, how far sweeps have come.
 *
 * <p>Every method returns at once and never throws: a failure is a failed future. Thread-safe, and safe to be called by
 * two invocations at once: of two that replace the same, one does.
 */
public interface SweepCoverages {

    /** Empty before the first sweep. Holds what was written before. */
    CompletableFuture<Optional<SweepCoverage>> find();

    /** Writes {@code next} if there is still {@code seen}, or still nothing; false, and nothing is changed, if not. */
    CompletableFuture<Boolean> replace(Optional<SweepCoverage> seen, SweepCoverage next);
}
