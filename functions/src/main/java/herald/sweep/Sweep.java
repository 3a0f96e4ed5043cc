package herald.sweep;

import herald.connections.Connections;
import herald.connections.SweepCoverage;
import herald.connections.SweepCoverages;
import herald.invocation.Attempt;
import herald.invocation.Reasons;
import herald.invocation.TimeReserve;
import herald.invocation.Timing;
import herald.invocation.WorkLoop;
import herald.posts.Posts;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Pings who is due, closes who does not answer or does not join, and has old connections replaced.
 *
 * <p>Returns at once and never throws; the future fails only for a bug. When it is done, nothing is left running.
 * Thread-safe, also beside another sweep of the same table: of two at once, one finds that there is nothing to do.
 *
 * @param shards how many slices the audience has
 */
public record Sweep(
        Connections connections, SweepCoverages coverages, Posts posts, Timing timing, DueTimes times, int shards) {

    /** How a sweep ended. */
    public sealed interface Ending {

        /** All is done that was due. */
        record Whole() implements Ending {}

        /** Another sweep does it, or has done it. */
        record Nothing() implements Ending {}

        /** Not all is done, and the next sweep does not make up for it but for what is due then. */
        record InPart(String reason) implements Ending {}
    }

    /** @param reserve and {@code tally} are lent by the invocation */
    public CompletableFuture<Ending> run(TimeReserve reserve, SweepTally tally) {
        return Attempt.then(
                inTime(coverages.find(), reserve),
                timing.executor(),
                found -> begin(found, reserve, tally),
                reason -> inPart("how far sweeps have come can't be read: " + reason));
    }

    private CompletableFuture<Ending> begin(Optional<SweepCoverage> found, TimeReserve reserve, SweepTally tally) {
        // What is written is in milliseconds, and is compared.
        Window window = Window.after(found, times.interval(), timing.now().truncatedTo(ChronoUnit.MILLIS));
        if (found.isPresent() && window.isEmpty()) {
            return CompletableFuture.completedFuture(new Ending.Nothing());
        }
        return Attempt.then(
                inTime(coverages.replace(found, window.taken(times.interval())), reserve),
                timing.executor(),
                taken -> sweep(taken, window, reserve, tally),
                reason -> inPart("how far sweeps have come can't be written: " + reason));
    }

    private CompletableFuture<Ending> sweep(boolean taken, Window window, TimeReserve reserve, SweepTally tally) {
        if (!taken) {
            return CompletableFuture.completedFuture(new Ending.Nothing());
        }
        var loop = new WorkLoop<Optional<String>>(timing);
        var enforcer = new Enforcer(connections, posts, loop, reserve, tally);
        var rows = new Rows(connections, shards);
        return new Pass(rows, row -> Verdict.of(row, window, times), enforcer, loop, reserve, tally)
                .start()
                .thenCompose(failure -> end(failure, window, reserve));
    }

    private CompletableFuture<Ending> end(Optional<String> failure, Window window, TimeReserve reserve) {
        if (failure.isPresent()) {
            return inPart(failure.get());
        }
        Optional<SweepCoverage> taken = Optional.of(window.taken(times.interval()));
        // If it is not written, or another sweep has begun meanwhile, a dead client is found out an interval later.
        return inTime(coverages.replace(taken, window.handled(times.interval())), reserve)
                .handle((written, thrown) -> thrown == null
                        ? new Ending.Whole()
                        : new Ending.InPart("that all is done can't be written: " + Reasons.of(thrown)));
    }

    private static <T> CompletableFuture<T> inTime(CompletableFuture<T> call, TimeReserve reserve) {
        return call.orTimeout(reserve.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static CompletableFuture<Ending> inPart(String reason) {
        return CompletableFuture.completedFuture(new Ending.InPart(reason));
    }
}
