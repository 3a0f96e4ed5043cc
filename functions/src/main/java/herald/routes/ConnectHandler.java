package herald.routes;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Connections;
import herald.dialects.Dialect;
import herald.dialects.Dialects;
import herald.publications.Channel;
import herald.publications.Reasons;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code $connect}: settles the dialect and writes the row. The client is not connected before this is answered, so
 * nothing can be posted to it from here. Thread-safe.
 */
public final class ConnectHandler {

    private static final String SUBPROTOCOL_HEADER = "Sec-WebSocket-Protocol";

    private final Connections connections;
    private final int shards;

    public ConnectHandler(Connections connections, int shards) {
        this.connections = connections;
        this.shards = shards;
    }

    /** Never fails: a row that can't be written is an answer of 500, which fails the handshake. */
    public CompletableFuture<Answer> handle(APIGatewayV2WebSocketEvent event) {
        if (wantsEngineIo(event)) {
            return done(refused("it wants Engine.IO, which is not served"));
        }
        List<String> offered = offered(event.getHeaders());
        Optional<Dialect> chosen = chosen(offered);
        if (chosen.isEmpty()) {
            return done(refused("it offers none of our subprotocols"));
        }
        var id = new ConnectionId(event.getRequestContext().getConnectionId());
        Instant since = Instant.ofEpochMilli(event.getRequestContext().getConnectedAt());
        var connection = new Connection(id, chosen.get(), since);
        Optional<String> subprotocol =
                offered.isEmpty() ? Optional.empty() : chosen.get().subprotocol();
        return connections
                .add(Audience.of(Channel.LOBBY, id, shards), connection)
                .handle((written, failure) -> failure == null
                        ? new Answer(200, subprotocol, "accepted", Optional.empty())
                        : Answer.of(500, "failed").because("the row could not be written: " + Reasons.of(failure)));
    }

    private static CompletableFuture<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private static Answer refused(String reason) {
        return Answer.of(400, "refused").because(reason);
    }

    private static boolean wantsEngineIo(APIGatewayV2WebSocketEvent event) {
        @Nullable Map<String, String> query = event.getQueryStringParameters();
        return query != null && query.containsKey("EIO");
    }

    /** The client's list: header names come in the client's own case, the values comma-joined (aws docs, subprotocols). */
    private static List<String> offered(@Nullable Map<String, String> headers) {
        if (headers == null) {
            return List.of();
        }
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(SUBPROTOCOL_HEADER))
                .flatMap(header -> Stream.of(header.getValue().split(",")))
                .map(String::trim)
                .filter(subprotocol -> !subprotocol.isEmpty())
                .toList();
    }

    /** The first that we speak, in the client's order of preference; who offers nothing speaks the default. */
    private static Optional<Dialect> chosen(List<String> offered) {
        if (offered.isEmpty()) {
            return Optional.of(Dialects.PLAIN);
        }
        return offered.stream()
                .flatMap(name -> Dialects.ALL.stream()
                        .filter(dialect -> dialect.subprotocol().equals(Optional.of(name))))
                .findFirst();
    }
}
