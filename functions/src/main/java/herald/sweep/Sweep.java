package herald.sweep;

import herald.connections.Connections;
import herald.connections.SweepCoverage;
import herald.connections.SweepCoverages;
import herald.invocation.Attempt;
import herald.invocation.TimeReserve;
import herald.invocation.Timing;
import herald.posts.Posts;
import herald.invocation.Reasons;
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
public record Sweep(Ports ports, Timing timing, DueTimes rules, int shards) {

    /** Where everything comes from and goes to. */
    public record Ports(Connections connections, SweepCoverages coverages, Posts posts) {}

    /** How a sweep ended. */
    public sealed interface Ending {

        /** All is done that was due. */
        record Whole() implements Ending {}

        /** Another sweep does it, or has done it. */
        record Nothing() implements Ending {}

        /** Not all is done, and the next sweep does not make up for it but for what is due then. */
        record InPart(String reason) implements Ending {}
    }

    /** What one invocation lends its sweep. */
    public record Means(TimeReserve reserve, SweepTally counts) {}

    public CompletableFuture<Ending> run(Means means) {
        return Attempt.then(
                inTime(ports.coverages().find(), means),
                timing.executor(),
                found -> begin(found, means),
                reason -> inPart("how far sweeps have come can't be read: " + reason));
    }

    private CompletableFuture<Ending> begin(Optional<SweepCoverage> found, Means means) {
        // What is written is in milliseconds, and is compared.
        Window window = Window.after(found, rules.interval(), timing.now().truncatedTo(ChronoUnit.MILLIS));
        if (found.isPresent() && window.isEmpty()) {
            return CompletableFuture.completedFuture(new Ending.Nothing());
        }
        return Attempt.then(
                inTime(ports.coverages().replace(found, window.taken(rules.interval())), means),
                timing.executor(),
                taken -> sweep(taken, window, means),
                reason -> inPart("how far sweeps have come can't be written: " + reason));
    }

    private CompletableFuture<Ending> sweep(boolean taken, Window window, Means means) {
        return taken
                ? new Pass(this, window, means).start().thenCompose(failure -> end(failure, window, means))
                : CompletableFuture.completedFuture(new Ending.Nothing());
    }

    private CompletableFuture<Ending> end(Optional<String> failure, Window window, Means means) {
        if (failure.isPresent()) {
            return inPart(failure.get());
        }
        Optional<SweepCoverage> taken = Optional.of(window.taken(rules.interval()));
        // If it is not written, or another sweep has begun meanwhile, a dead client is found out an interval later.
        return inTime(ports.coverages().replace(taken, window.handled(rules.interval())), means)
                .handle((written, thrown) -> thrown == null
                        ? new Ending.Whole()
                        : new Ending.InPart("that all is done can't be written: " + Reasons.of(thrown)));
    }

    private static <T> CompletableFuture<T> inTime(CompletableFuture<T> call, Means means) {
        return call.orTimeout(means.reserve().patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static CompletableFuture<Ending> inPart(String reason) {
        return CompletableFuture.completedFuture(new Ending.InPart(reason));
    }
}
