package herald;

import herald.aws.AwsLimits;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The ladder that all three functions climb: the parts behind them are warm when the first invocation comes, and each
 * invocation has an answer in time, whatever keeps its work from a result.
 *
 * <p>Where a snapshot is taken, the whole work is rehearsed before it, so that the snapshot holds classes loaded and code
 * compiled, and the parts are built after it, since sockets don't survive one. Without snapshots the parts are exercised once
 * at the end of init, so that their classes are loaded.
 *
 * <p>Whoever makes one must keep it: org.crac remembers its resources by weak references only. Not thread-safe: an
 * environment runs one invocation at a time.
 */
final class EntryPoint<P extends Wiring.Parts> implements Resource {

    private static final System.Logger LOG = System.getLogger(EntryPoint.class.getName());

    /** A part of {@link AwsLimits#LAMBDA_INIT}, of which a small function needs some itself. */
    private static final Duration IN_INIT = Duration.ofSeconds(2);

    /** There are minutes before a snapshot; but where none is taken and each start pays, this is what it may cost. */
    private static final Duration BEFORE_SNAPSHOT = Duration.ofMillis(1500);

    /** Kept back for the last calls to settle and the answer to leave, when all else has gone wrong. */
    static final Duration MARGIN = Duration.ofMillis(400);

    private final Supplier<P> build;
    private final Function<Duration, Optional<Mishap>> rehearse;
    private @Nullable P parts;
    private boolean discarded;

    private EntryPoint(Supplier<P> build, Function<Duration, Optional<Mishap>> rehearse) {
        this.build = build;
        this.rehearse = rehearse;
    }

    /**
     * @param build makes the parts, again after a snapshot and after an invocation that overran
     * @param exercise makes calls, of which nobody minds whether they succeed: they load classes
     */
    static <P extends Wiring.Parts> EntryPoint<P> withoutSnapshot(
            Supplier<P> build, Function<P, List<? extends CompletableFuture<?>>> exercise) {
        var entry = new EntryPoint<>(build, patience -> Optional.empty());
        P parts = entry.parts();
        try {
            Mishap.orResult(() -> settled(exercise.apply(parts)), IN_INIT);
        } catch (Mishap mishap) {
            if (mishap.kind() == Mishap.Kind.FAILED) {
                warn("exercise", mishap);
            }
        }
        return entry;
    }

    private static CompletableFuture<Boolean> settled(List<? extends CompletableFuture<?>> calls) {
        return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).handle((done, failure) -> true);
    }

    /** @param rehearse takes about the time that it is given, must leave nothing open, and says what went wrong */
    static <P extends Wiring.Parts> EntryPoint<P> beforeSnapshot(
            Supplier<P> build, Function<Duration, Optional<Mishap>> rehearse) {
        var entry = new EntryPoint<>(build, rehearse);
        Core.getGlobalContext().register(entry);
        return entry;
    }

    P parts() {
        if (discarded) {
            discarded = false;
            close();
        }
        P ready = parts;
        if (ready == null) {
            ready = build.get();
            parts = ready;
        }
        return ready;
    }

    /**
     * Returns what an invocation's work comes to or, in time in any case, what is made of the reason why it does not.
     *
     * <p>After work that overran, everything is dropped and built anew, so that nothing of it goes on running, and after a bug
     * what may be wrong now. Not at once: that takes time, of which such an invocation has none left for its answer.
     */
    <R> R run(Supplier<CompletableFuture<R>> work, Duration patience, Function<String, R> otherwise) {
        try {
            return Mishap.orResult(work, patience);
        } catch (Mishap mishap) {
            boolean bug = mishap.kind() == Mishap.Kind.FAILED;
            discarded |= mishap.kind() == Mishap.Kind.LATE || (bug && (parts == null || parts.remember()));
            return otherwise.apply((bug ? "a bug: " : "") + mishap.getMessage());
        }
    }

    /** Returns how long an invocation's work may be waited for. */
    static Duration patience(com.amazonaws.services.lambda.runtime.Context context) {
        return left(context).minus(MARGIN);
    }

    static Duration left(com.amazonaws.services.lambda.runtime.Context context) {
        return Duration.ofMillis(context.getRemainingTimeInMillis());
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            rehearse.apply(BEFORE_SNAPSHOT).ifPresent(mishap -> warn("rehearsal", mishap));
        } catch (RuntimeException failure) {
            warn("rehearsal", failure);
        }
        close();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        var _ = parts();
    }

    private static void warn(String what, Exception failure) {
        LOG.log(Level.WARNING, what + " failed, so the first invocation will be slower: " + failure.getMessage());
    }

    private void close() {
        P open = parts;
        if (open == null) {
            return;
        }
        parts = null;
        try {
            open.close();
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "closing failed: " + failure);
        }
    }
}
