package herald;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Holds what stands behind an entry point, warmed up, and takes it through a snapshot: before one it is exercised, so that
 * the snapshot has its classes loaded and initialised, and closed, since sockets don't survive; after it is built anew.
 * Without snapshots it is exercised at the end of init, for the same reason.
 *
 * <p>Whoever makes one must keep it: org.crac remembers its resources by weak references only. Not thread-safe: an
 * environment runs one invocation at a time.
 */
final class Priming<T extends AutoCloseable> implements Resource {

    private static final System.Logger LOG = System.getLogger(Priming.class.getName());

    /** Init has 10 s in all (AWS docs, Lambda execution environment), of which a small function needs some itself. */
    private static final Duration IN_INIT = Duration.ofSeconds(2);

    /** There it has minutes. */
    private static final Duration BEFORE_SNAPSHOT = Duration.ofSeconds(20);

    private final Supplier<T> build;
    private final BiConsumer<T, Duration> exercise;
    private T parts;

    private Priming(Supplier<T> build, BiConsumer<T, Duration> exercise) {
        this.build = build;
        this.exercise = exercise;
        this.parts = build.get();
    }

    /**
     * @param exercise is given how long it may take, and may fail: then the first invocation is slower, and no more
     * @param snapshot whether there will be one
     */
    static <T extends AutoCloseable> Priming<T> of(
            Supplier<T> build, BiConsumer<T, Duration> exercise, boolean snapshot) {
        var priming = new Priming<>(build, exercise);
        if (snapshot) {
            Core.getGlobalContext().register(priming);
        } else {
            priming.prime(IN_INIT);
        }
        return priming;
    }

    T parts() {
        return parts;
    }

    /** Drops everything and builds it anew, so that nothing of an invocation that overran is left running. */
    void renew() {
        close();
        parts = build.get();
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        prime(BEFORE_SNAPSHOT);
        close();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        parts = build.get();
    }

    private void prime(Duration patience) {
        try {
            exercise.accept(parts, patience);
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "priming failed, so the first invocation will be slower: " + failure);
        }
    }

    private void close() {
        try {
            parts.close();
        } catch (Exception failure) {
            LOG.log(Level.WARNING, "closing failed: " + failure);
        }
    }
}
