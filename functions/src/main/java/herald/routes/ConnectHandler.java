package herald.routes;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Connections;
import herald.connections.Phase;
import herald.dialects.Dialect;
import herald.dialects.Dialects;
import herald.invocation.Attempt;
import herald.invocation.Reasons;
import herald.publications.ChannelName;
import herald.queues.DeliveryMessage;
import herald.queues.DeliveryQueue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code $connect}: settles the dialect and writes the row. The client is not connected before this is answered, so
 * nothing can be posted to it from here: who has to be greeted is put on the delivery queue. Thread-safe.
 */
public final class ConnectHandler {

    private static final String SUBPROTOCOL_HEADER = "Sec-WebSocket-Protocol";

    private final Connections connections;
    private final DeliveryQueue queue;
    private final int shards;

    /** @param queue where welcomes go, for clients that wait for the first word */
    public ConnectHandler(Connections connections, DeliveryQueue queue, int shards) {
        this.connections = connections;
        this.queue = queue;
        this.shards = shards;
    }

    /** Never fails: a row that can't be written is an answer of 500, which fails the handshake. */
    public CompletableFuture<RouteAnswer> handle(APIGatewayV2WebSocketEvent event) {
        List<String> offered = offered(event.getHeaders());
        return switch (ConnectQuery.read(event.getQueryStringParameters())) {
            case ConnectQuery.Refused(String sentence) -> refused(sentence).now();
            case ConnectQuery.EngineIo(boolean recovery) -> {
                Dialect dialect = recovery ? Dialects.RECOVERABLE_SOCKET_IO : Dialects.SOCKET_IO;
                // Who offers something hangs up if it is not answered; Socket.IO's own server takes the first, too.
                yield open(event, dialect)
                        .thenApply(answer -> answer.settlingOn(offered.stream().findFirst()));
            }
            case ConnectQuery.WebSocket(boolean keepAlive) -> {
                Optional<Dialect> chosen = chosen(offered);
                yield chosen.isEmpty()
                        ? refused("None of the subprotocols offered is spoken here.")
                                .now()
                        : accept(event, chosen.get(), keepAlive)
                                .thenApply(answer -> answer.settlingOn(
                                        offered.isEmpty()
                                                ? Optional.empty()
                                                : chosen.get().subprotocol()));
            }
        };
    }

    private CompletableFuture<RouteAnswer> accept(
            APIGatewayV2WebSocketEvent event, Dialect dialect, boolean keepAlive) {
        var plain = new Connection(id(event), dialect, since(event));
        Connection connection = keepAlive ? plain.keptAlive() : plain;
        return connections
                .add(audience(connection), connection)
                .handle((written, failure) ->
                        failure == null ? RouteAnswer.of(200, "accepted") : unwritten(Reasons.of(failure)));
    }

    /** The row hears nothing before its client has joined, so one that nobody is behind does no harm. */
    private CompletableFuture<RouteAnswer> open(APIGatewayV2WebSocketEvent event, Dialect dialect) {
        var connection = new Connection(id(event), dialect, since(event)).in(Phase.OPENING);
        return Attempt.then(
                connections.add(audience(connection), connection),
                Runnable::run,
                written -> welcome(connection),
                reason -> unwritten(reason).now());
    }

    /** A client that nobody will greet must not get in. */
    private CompletableFuture<RouteAnswer> welcome(Connection connection) {
        var welcome = new DeliveryMessage.Welcome(audience(connection), connection.id(), connection.connectedAt());
        return queue.send(List.of(welcome))
                .handle((sent, failure) -> failure == null
                        ? RouteAnswer.of(200, "accepted")
                        : RouteAnswer.of(500, "failed")
                                .because("the delivery queue did not take the welcome: " + Reasons.of(failure)));
    }

    private static RouteAnswer unwritten(String reason) {
        return RouteAnswer.of(500, "failed").because("the row could not be written: " + reason);
    }

    private Audience audience(Connection connection) {
        return Audience.of(ChannelName.LOBBY, connection.id(), shards);
    }

    private static ConnectionId id(APIGatewayV2WebSocketEvent event) {
        return new ConnectionId(event.getRequestContext().getConnectionId());
    }

    private static Instant since(APIGatewayV2WebSocketEvent event) {
        return Instant.ofEpochMilli(event.getRequestContext().getConnectedAt());
    }

    private static RouteAnswer refused(String sentence) {
        return RouteAnswer.of(400, "refused").because(sentence).saying(sentence);
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
