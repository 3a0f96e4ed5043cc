package herald.fanout;

import herald.connections.Audience;
import herald.connections.Checkpoint;
import herald.connections.Connection;
import herald.invocation.Attempt;
import herald.invocation.CallSeries;
import herald.invocation.Timing;
import herald.invocation.WorkLoop;
import herald.queues.DeliveryMessage.Owed;
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
record FanOut(FanOutPorts ports, Pace pace, Timing timing, DoubleSupplier random) {

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
        return run(work, 0, new Source.OfAudience(ports.connections(), work, from, means), means);
    }

    /** Reads the rows of those who are still there, and hear. */
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

    /** Serves those whom a standard queue's message names; {@link FifoPayment} does it for a FIFO queue. */
    CompletableFuture<Ending> toOwed(Owed owed, Means means) {
        var work = new Work(owed.audience(), owed.publications(), false);
        return run(work, owed.tries(), new Source.OfOwed(owed), means);
    }

    /** @param tries how often these connections were tried in vain before */
    private CompletableFuture<Ending> run(Work work, int tries, Source source, Means means) {
        var loop = new WorkLoop<Ending>(timing);
        var keeper = new ProgressKeeper(ports.progress(), work, source, means.reserve());
        var settlement = new Settlement(tries, random.getAsDouble());
        var posts = new FanOutPosts(ports, work, settlement, means, loop, keeper);
        return new FanOutRun(source, pace, means.reserve(), loop, keeper, posts).start();
    }
}
