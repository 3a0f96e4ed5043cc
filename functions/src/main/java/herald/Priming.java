package herald;

import herald.aws.AwsLimits;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Holds what stands behind an entry point, warmed up. Where a snapshot is taken, the whole work is rehearsed before it, so
 * that the snapshot holds classes loaded and code compiled, and the parts are built after it, since sockets don't survive
 * one. Without snapshots the parts are exercised once at the end of init, so that their classes are loaded.
 *
 * <p>Whoever makes one must keep it: org.crac remembers its resources by weak references only. Not thread-safe: an
 * environment runs one invocation at a time.
 */
final class Priming<T extends AutoCloseable> implements Resource {

    private static final System.Logger LOG = System.getLogger(Priming.class.getName());

    /** A part of {@link AwsLimits#LAMBDA_INIT}, of which a small function needs some itself. */
    private static final Duration IN_INIT = Duration.ofSeconds(2);

    /** There are minutes before a snapshot; but where none is taken and each start pays, this is what it may cost. */
    private static final Duration BEFORE_SNAPSHOT = Duration.ofMillis(1500);

    private final Supplier<T> build;
    private final Consumer<Duration> rehearse;
    private @Nullable T parts;
    private boolean discarded;

    private Priming(Supplier<T> build, Consumer<Duration> rehearse) {
        this.build = build;
        this.rehearse = rehearse;
    }

    /** @param exercise is given how long it may take, and may fail: then the first invocation is slower, and no more */
    static <T extends AutoCloseable> Priming<T> withoutSnapshot(Supplier<T> build, BiConsumer<T, Duration> exercise) {
        var priming = new Priming<>(build, patience -> {});
        T parts = priming.parts();
        attempt(() -> exercise.accept(parts, IN_INIT));
        return priming;
    }

    /** @param rehearse likewise; it must leave nothing open */
    static <T extends AutoCloseable> Priming<T> beforeSnapshot(Supplier<T> build, Consumer<Duration> rehearse) {
        var priming = new Priming<>(build, rehearse);
        Core.getGlobalContext().register(priming);
        return priming;
    }

    T parts() {
        if (discarded) {
            discarded = false;
            close();
        }
        T ready = parts;
        if (ready == null) {
            ready = build.get();
            parts = ready;
        }
        return ready;
    }

    /**
     * Has everything dropped and built anew before it is used the next time, so that nothing of an invocation that overran
     * goes on running. Not at once: that takes time, of which such an invocation has none left for its answer.
     */
    void discard() {
        discarded = true;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        attempt(() -> rehearse.accept(BEFORE_SNAPSHOT));
        close();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        var _ = parts();
    }

    private static void attempt(Runnable priming) {
        try {
            priming.run();
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "priming failed, so the first invocation will be slower: " + failure);
        }
    }

    private void close() {
        T open = parts;
        if (open == null) {
            return;
        }
        parts = null;
        try {
            open.close();
        } catch (Exception failure) {
            LOG.log(Level.WARNING, "closing failed: " + failure);
        }
    }
}
