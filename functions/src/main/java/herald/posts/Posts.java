package herald.posts;

import herald.connections.ConnectionId;
import herald.dialects.Frame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The way to a connection.
 *
 * <p>Every method returns at once and never throws, and its future never fails: what went wrong is an {@link Outcome},
 * which is there at the deadline at the latest. Two posts to one connection keep their order only if the second starts
 * after the first has settled. Thread-safe.
 */
public interface Posts {

    CompletableFuture<Outcome> post(ConnectionId id, Frame frame, Duration deadline);

    /** Closes a connection from our side; {@link Outcome.Delivered} when that was accepted. */
    CompletableFuture<Outcome> close(ConnectionId id, Duration deadline);
}
