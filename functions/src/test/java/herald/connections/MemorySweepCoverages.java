package herald.connections;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@link SweepCoverages} in memory, which can be told to fail. Thread-safe. */
public final class MemorySweepCoverages implements SweepCoverages {

    private Optional<SweepCoverage> coverage = Optional.empty();
    private boolean failing;

    /** Nothing works from now on. */
    public synchronized void fail() {
        failing = true;
    }

    @Override
    public synchronized CompletableFuture<Optional<SweepCoverage>> find() {
        return failing ? away() : CompletableFuture.completedFuture(coverage);
    }

    @Override
    public synchronized CompletableFuture<Boolean> replace(Optional<SweepCoverage> seen, SweepCoverage next) {
        if (failing) {
            return away();
        }
        boolean same = seen.equals(coverage);
        if (same) {
            coverage = Optional.of(next);
        }
        return CompletableFuture.completedFuture(same);
    }

    private static <T> CompletableFuture<T> away() {
        return CompletableFuture.failedFuture(new IllegalStateException("the table is away"));
    }
}
