package herald.fanout;

import herald.connections.Checkpoint;
import herald.connections.Connection;
import herald.connections.Progress;
import herald.dialects.Dialect;
import herald.dialects.Frame;
import herald.invocation.Reasons;
import herald.invocation.TimeReserve;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the progress of one fan-out that is larger than a page. Runs on the fan-out's one thread.
 *
 * <p>If progress can't be kept, the fan-out goes on: a redelivery repeats more. But what is kept must be true, since nobody
 * looks again at who is behind a checkpoint. And where nothing may overtake, it is how a fan-out that takes more than one
 * invocation gets on, and who is named must be read anew ({@link FanOut#toAudience}): a checkpoint knows no debts.
 */
final class ProgressKeeper {

    private static final System.Logger LOG = System.getLogger(ProgressKeeper.class.getName());

    private final Progress progress;
    private final Work work;
    private final Source source;
    private final TimeReserve reserve;
    private final Trail trail;
    private final Map<Dialect, List<Frame>> frames = new HashMap<>();
    private boolean underWay;
    private boolean failed;

    ProgressKeeper(Progress progress, Work work, Source source, TimeReserve reserve) {
        this.progress = progress;
        this.work = work;
        this.source = source;
        this.reserve = reserve;
        this.trail = new Trail(source.cursor(), source.named().size());
    }

    /** What is to be done next; {@code debtsFirst}: there are more debts than a checkpoint should name. */
    record Step(Trail.Reached reached, List<Connection> owing, boolean debtsFirst) {}

    /** Takes the next connection from the source, which must be ready. */
    Recipient take() {
        Connection connection = source.next();
        List<Frame> encoded =
                frames.computeIfAbsent(connection.dialect(), dialect -> dialect.encode(work.publications()));
        var recipient = new Recipient(connection, trail.next(), source.cursor(), encoded);
        trail.take(recipient);
        return recipient;
    }

    /** Whether another connection may be taken before progress has been kept. */
    boolean mayTake() {
        return !source.resumable() || trail.mayTake();
    }

    void settled(Recipient recipient) {
        trail.settled(recipient);
    }

    void checkLateness(Instant startedBefore) {
        trail.checkLateness(startedBefore);
    }

    /** A checkpoint, if it is time for one. No debts may be on their way: a checkpoint must not be ahead of them. */
    Optional<Step> due(Debts debts) {
        if (underWay || !source.resumable() || (source.lastPageRead() && trail.coversAlso(source.atHand()))) {
            return Optional.empty();
        }
        return trail.due().map(reached -> {
            List<Connection> owing = debts.upTo(reached.place());
            boolean tooMany = owing.size() + reached.except().size() > Trail.MAX_EXCEPT;
            return new Step(reached, owing, tooMany && !owing.isEmpty());
        });
    }

    /** Whether what is left comes back with its record, which goes on from what was kept last. */
    boolean isForRecord() {
        return work.strict();
    }

    /** Starts to keep it; {@link #ended} must follow. */
    CompletableFuture<Void> keep(Step step) {
        underWay = true;
        long millis = reserve.deadline().toMillis();
        return progress.save(
                        work.audience(), work.publications(), step.reached().checkpoint(step.owing()))
                .orTimeout(millis, TimeUnit.MILLISECONDS);
    }

    void ended(Step step, @Nullable Throwable thrown) {
        underWay = false;
        trail.kept(step.reached(), step.owing().size() + step.reached().except().size());
        warn(thrown);
    }

    /** For who comes back to it: all that was taken is settled, and what is owed is on a queue. Never fails. */
    CompletableFuture<Void> keepAll() {
        Checkpoint here = new Checkpoint.Reached(source.cursor(), source.named());
        long millis = reserve.deadline().toMillis();
        return progress.save(work.audience(), work.publications(), here)
                .orTimeout(millis, TimeUnit.MILLISECONDS)
                .exceptionally(thrown -> {
                    warn(thrown);
                    return null;
                });
    }

    /** Only the first failure: with the table away there is one for each step. */
    private void warn(@Nullable Throwable thrown) {
        if (thrown != null && !failed) {
            failed = true;
            LOG.log(
                    Level.WARNING,
                    "progress could not be kept, so a redelivery may repeat more than a page: " + Reasons.of(thrown));
        }
    }
}
