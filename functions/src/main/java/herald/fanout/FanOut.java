package herald.fanout;

import herald.connections.Audience;
import herald.connections.Connections;
import herald.connections.Cursor;
import herald.posts.Posts;
import herald.publications.Publication;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.DeliveryQueue;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Posts publications to all of an audience, or to those who are owed them.
 *
 * <p>Returns at once and never throws, and the future does not fail but for a bug: what goes wrong is in its
 * {@link Ending}. When it is done, nothing is left running. Thread-safe.
 *
 * @param executor has one thread only: all that a fan-out remembers is touched there and needs no lock
 * @param random 0 to 1
 */
public record FanOut(
        Connections connections,
        Posts posts,
        DeliveryQueue queue,
        Pace pace,
        Executor executor,
        InstantSource clock,
        DoubleSupplier random) {

    /** @param cursor where to start, or null for the beginning */
    CompletableFuture<Ending> toAudience(
            Audience audience, List<Publication> publications, @Nullable Cursor cursor, Means means) {
        var source = new Source.OfAudience(connections, audience, cursor, means);
        return new Run(this, new Run.Work(audience, publications, 0), source, means).start();
    }

    CompletableFuture<Ending> toOwed(Owed owed, Means means) {
        var work = new Run.Work(owed.audience(), owed.publications(), owed.tries());
        return new Run(this, work, new Source.OfOwed(owed), means).start();
    }

    /** What one invocation lends its fan-outs. */
    public record Means(TimeReserve reserve, Tally tally) {}
}
