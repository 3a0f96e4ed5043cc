package herald.routes;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.Connections;
import herald.connections.Phase;
import herald.dialects.Dialects;
import herald.dialects.Frame;
import herald.invocation.Reasons;
import herald.posts.Outcome;
import herald.socketio.Encoder;
import herald.socketio.Packet;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A Socket.IO client's way into the namespace, and out of it. Thread-safe; the futures don't fail.
 *
 * <p>The row says <em>joining</em> before the client is told, because the client may publish at once and its event is handled
 * by another invocation; and <em>joined</em> only after that, because an event that came before the answer would be
 * misread. Done twice, or by two invocations at once, it does no harm: the same answer goes out once more at most.
 */
record Membership(Connections connections, Replies replies) {

    /** @param row in {@link Phase#JOINING} by now */
    CompletableFuture<RouteAnswer> join(Audience audience, Connection row) {
        return replies.sayForSure(row.id(), Frame.of(joined(row)))
                .thenCompose(outcome -> outcome instanceof Outcome.Gone
                        ? RouteAnswer.of(200, "left").now()
                        : Replies.fault(outcome)
                                .map(reason -> startOver(row, "the client could not be told: " + reason))
                                .orElseGet(() -> hear(audience, row)));
    }

    /**
     * To a client that can recover, a secret as well, new each time: by that it sees that nothing was recovered, since there
     * is no history yet.
     */
    private static String joined(Connection row) {
        String sid = row.id().value();
        return row.dialect().equals(Dialects.RECOVERABLE_SOCKET_IO)
                ? Encoder.connect(Packet.ROOT, sid, UUID.randomUUID().toString())
                : Encoder.connect(Packet.ROOT, sid);
    }

    /** A client that believes that it has joined must not be left where it hears nothing. */
    private CompletableFuture<RouteAnswer> hear(Audience audience, Connection row) {
        return entered(audience, row, Phase.JOINED)
                .thenCompose(failure -> failure.map(reason -> startOver(row, reason))
                        .orElseGet(() -> RouteAnswer.of(200, "joined").now()));
    }

    /**
     * A client that publishes knows that it has joined, so it should hear, itself too, even if who told it has not written
     * so yet.
     */
    CompletableFuture<Optional<String>> hears(Audience audience, Connection row) {
        return row.phase() == Phase.JOINED
                ? CompletableFuture.completedFuture(Optional.empty())
                : entered(audience, row, Phase.JOINED);
    }

    /** The socket stays, and may join again. */
    CompletableFuture<RouteAnswer> leave(Audience audience, Connection row) {
        return entered(audience, row, Phase.OPENING).thenApply(failure -> {
            RouteAnswer left = RouteAnswer.of(200, "left");
            return failure.map(left::because).orElse(left);
        });
    }

    /** Why the table could not be written, if so. That the row was in that phase already is no failure. */
    private CompletableFuture<Optional<String>> entered(Audience audience, Connection row, Phase phase) {
        return connections
                .enter(audience, row, phase)
                .handle((entered, failure) -> failure == null
                        ? Optional.empty()
                        : Optional.of("the row could not be written: " + Reasons.of(failure)));
    }

    private CompletableFuture<RouteAnswer> startOver(Connection row, String reason) {
        return replies.startOver(row.id(), RouteAnswer.of(200, "failed").because(reason));
    }
}
