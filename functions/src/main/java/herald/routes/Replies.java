package herald.routes;

import herald.connections.ConnectionId;
import herald.dialects.Frame;
import herald.posts.Outcome;
import herald.posts.Posts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What is said to the one client that sent a message, and the end of its connection.
 *
 * <p>Returns at once; the futures don't fail: what went wrong is in the answer's reason. Thread-safe.
 *
 * @param delay a future that is done after a while
 */
record Replies(Posts posts, Function<Duration, CompletableFuture<Void>> delay) {

    private static final Duration POST = Duration.ofSeconds(3);

    /** No packet, which makes every Socket.IO client close its side. Java's does not see it when ours is closed. */
    private static final Frame NO_PACKET = Frame.of("{}");

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int ATTEMPTS = 3;

    /** @param answer what becomes the answer, also if the client can't be told */
    CompletableFuture<RouteAnswer> say(ConnectionId id, Frame frame, RouteAnswer answer) {
        return posts.post(id, frame, POST).thenApply(outcome -> told(answer, outcome));
    }

    /** Without which the client can't go on: tried again if it was refused, a little later each time. */
    CompletableFuture<Outcome> sayForSure(ConnectionId id, Frame frame) {
        return attempt(id, frame, 1);
    }

    private CompletableFuture<Outcome> attempt(ConnectionId id, Frame frame, int attempt) {
        return posts.post(id, frame, POST).thenCompose(outcome -> {
            boolean passing = outcome instanceof Outcome.Throttled || outcome instanceof Outcome.Failed;
            return passing && attempt < ATTEMPTS
                    ? delay.apply(PAUSE.multipliedBy(attempt)).thenCompose(over -> attempt(id, frame, attempt + 1))
                    : CompletableFuture.completedFuture(outcome);
        });
    }

    CompletableFuture<RouteAnswer> hangUp(ConnectionId id, RouteAnswer answer) {
        return posts.close(id, POST).thenApply(outcome -> told(answer, outcome));
    }

    /** Hangs up so that every client notices, and connects anew. */
    CompletableFuture<RouteAnswer> startOver(ConnectionId id, RouteAnswer answer) {
        return posts.post(id, NO_PACKET, POST).thenCompose(told -> hangUp(id, answer));
    }

    private static RouteAnswer told(RouteAnswer answer, Outcome outcome) {
        return fault(outcome).map(reason -> untold(answer, reason)).orElse(answer);
    }

    /** Why a client that may be there was not told, if so. */
    static Optional<String> fault(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered _, Outcome.Gone _ -> Optional.empty();
            case Outcome.Throttled() -> Optional.of("throttled");
            case Outcome.TooLarge() -> Optional.of("too large");
            case Outcome.UnknownId(String reason) -> Optional.of(reason);
            case Outcome.BadRequest(String reason) -> Optional.of(reason);
            case Outcome.Refused(String reason) -> Optional.of(reason);
            case Outcome.Failed(String reason) -> Optional.of(reason);
        };
    }

    static RouteAnswer untold(RouteAnswer answer, String why) {
        String before = answer.reason().map(reason -> reason + "; ").orElse("");
        return answer.because(before + "no reply: " + why);
    }
}
