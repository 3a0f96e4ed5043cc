package herald.fanout;

import herald.connections.Audience;
import herald.connections.Checkpoint;
import herald.connections.Connection;
import herald.connections.Connections;
import herald.connections.Progress;
import herald.invocation.Attempt;
import herald.invocation.CallSeries;
import herald.invocation.TimeReserve;
import herald.invocation.Timing;
import herald.posts.Posts;
import herald.publications.Publication;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.DeliveryQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Posts publications to all of an audience, or to those who are owed them.
 *
 * <p>Returns at once and never throws, and the future does not fail but for a bug: what goes wrong is in its
 * {@link Ending}. When it is done, nothing is left running. Thread-safe.
 *
 * @param random 0 to 1
 */
public record FanOut(Ports ports, Pace pace, Timing timing, DoubleSupplier random) {

    /** Where everything comes from and goes to. */
    public record Ports(Connections connections, Progress progress, Posts posts, DeliveryQueue queue) {}

    /**
     * Publications for an audience.
     *
     * @param strict whether nothing may overtake: what can't be done now comes back with its record, and connections that
     *     are owed something get everything else after that
     */
    record Work(Audience audience, List<Publication> publications, boolean strict) {}

    /** Where nothing may overtake, who is named is read anew: the row tells what it has come to be owed since. */
    CompletableFuture<Ending> toAudience(Work work, Checkpoint.Reached from, Means means) {
        if (!work.strict() || from.except().isEmpty()) {
            return toAll(work, from, means);
        }
        return Attempt.then(
                rows(work.audience(), from.except(), means.reserve().patience()),
                timing.executor(),
                rows -> toAll(work, new Checkpoint.Reached(from.cursor(), rows), means),
                reason -> CompletableFuture.completedFuture(Ending.failed(Source.UNREADABLE + reason)));
    }

    private CompletableFuture<Ending> toAll(Work work, Checkpoint.Reached from, Means means) {
        var source = new Source.OfAudience(ports.connections(), work.audience(), from, means);
        return new FanOutRun(this, work, 0, source, means).start();
    }

    /** Of those who are still there, and hear. */
    private CompletableFuture<List<Connection>> rows(Audience audience, List<Connection> named, Duration patience) {
        return CallSeries.together(
                        named,
                        Trail.MAX_EXCEPT,
                        connection -> ports.connections()
                                .find(audience, connection.id())
                                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS))
                .thenApply(rows -> rows.stream()
                        .flatMap(Optional::stream)
                        .filter(Connection::hears)
                        .toList());
    }

    /** What a standard queue brings; {@link FifoPayment} does it for a FIFO queue. */
    CompletableFuture<Ending> toOwed(Owed owed, Means means) {
        var work = new Work(owed.audience(), owed.publications(), false);
        return new FanOutRun(this, work, owed.tries(), new Source.OfOwed(owed), means).start();
    }

    /** What one invocation lends its fan-outs. */
    public record Means(TimeReserve reserve, Tally tally) {}
}
