package herald.routes;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Connections;
import herald.dialects.ClientMessage;
import herald.dialects.Dialects;
import herald.dialects.Frame;
import herald.dialects.Refusal;
import herald.dialects.Reply;
import herald.dialects.SocketIoDialect;
import herald.invocation.Reasons;
import herald.posts.Posts;
import herald.publications.ChannelName;
import herald.publications.EventName;
import herald.publications.RawJson;
import herald.queues.PublishQueue;
import herald.socketio.Decoder;
import herald.socketio.Packet;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code $default}: what a client sends, published or answered. Thread-safe.
 *
 * <p>Always 200: the gateway's own error frame would be no frame of the client's dialect, and ends a Socket.IO session.
 * Answers are posted, since the route has no route response.
 */
public final class MessageHandler {

    private final Connections connections;
    private final int shards;
    private final ClientPublisher publisher;
    private final Replies replies;
    private final Membership membership;

    /**
     * What it works with.
     *
     * @param delay a future that is done after a while
     */
    public record Ports(
            Connections connections,
            PublishQueue queue,
            Posts posts,
            Function<Duration, CompletableFuture<Void>> delay) {}

    /** @param clientEvents the events that clients may publish */
    public MessageHandler(Ports ports, Set<EventName> clientEvents, int shards) {
        this.connections = ports.connections();
        this.shards = shards;
        this.publisher = new ClientPublisher(ports.queue(), clientEvents);
        this.replies = new Replies(ports.posts(), ports.delay());
        this.membership = new Membership(ports.connections(), replies);
    }

    private record Message(ConnectionId id, String messageId, String text) {}

    /** Never fails. */
    public CompletableFuture<RouteAnswer> handle(APIGatewayV2WebSocketEvent event) {
        var context = event.getRequestContext();
        var message = new Message(
                new ConnectionId(context.getConnectionId()),
                Optional.ofNullable(context.getMessageId()).orElse(context.getRequestId()),
                Optional.ofNullable(event.getBody()).orElse(""));
        // No packet of Socket.IO's begins like that; and of these most need no reply, so the row is not worth a read.
        return message.text().startsWith("{") ? object(message, this::find) : other(message);
    }

    // ------------------------------------------------------------------ plain and batch

    private CompletableFuture<RouteAnswer> object(Message message, Function<ConnectionId, CompletableFuture<Row>> row) {
        ClientPublisher.Replying client = (reply, answer) ->
                row.apply(message.id()).thenCompose(read -> reply(message.id(), read, reply, answer));
        return answer(ClientMessage.read(message.text()), message.messageId(), client);
    }

    private CompletableFuture<RouteAnswer> answer(
            ClientMessage said, String messageId, ClientPublisher.Replying client) {
        return switch (said) {
            case ClientMessage.Ping() -> client.reply(new Reply.Pong(), RouteAnswer.of(200, "answered"));
            case ClientMessage.Malformed(String fault, @Nullable RawJson ack) ->
                publisher.refuse(new Refusal.Malformed(fault), ack, client);
            case ClientMessage.Publish publish -> publisher.publish(publish, messageId, client);
        };
    }

    /** Who has no row speaks the default. */
    private CompletableFuture<RouteAnswer> reply(ConnectionId id, Row row, Reply reply, RouteAnswer answer) {
        return switch (row) {
            case Row.Unreadable(String reason) -> Replies.untold(answer, reason).now();
            case Row.Absent() -> replies.say(id, Dialects.PLAIN.encode(reply), answer);
            case Row.Present(Connection there)
            when there.dialect() instanceof SocketIoDialect ->
                replies.hangUp(id, RouteAnswer.of(200, "closed").because("what it sends is not of its dialect"));
            case Row.Present(Connection there) ->
                replies.say(id, there.dialect().encode(reply), answer);
        };
    }

    // ------------------------------------------------------------------ Socket.IO, or nobody knows what

    private CompletableFuture<RouteAnswer> other(Message message) {
        Packet packet = Decoder.read(message.text());
        Audience audience = audience(message.id());
        // Who connects waits for this, so it is one call and not two.
        CompletableFuture<Row> found = asksToJoin(packet)
                ? row(connections.join(audience, message.id()))
                : row(connections.find(audience, message.id()));
        return found.thenCompose(row -> switch (row) {
            case Row.Present(Connection there)
            when there.dialect() instanceof SocketIoDialect -> packet(message, packet, there);
            case Row.Present plain -> object(message, id -> CompletableFuture.completedFuture(plain));
            case Row.Absent absent -> stranger(message, packet, absent);
            case Row.Unreadable(String reason) -> unknown(message.id(), packet, reason);
        });
    }

    private static boolean asksToJoin(Packet packet) {
        return packet instanceof Packet.Connect connect && connect.namespace().equals(Packet.ROOT);
    }

    private CompletableFuture<RouteAnswer> stranger(Message message, Packet packet, Row absent) {
        if (packet instanceof Packet.Refused) {
            return object(message, id -> CompletableFuture.completedFuture(absent));
        }
        // Forgotten, while the client is still there: it would never hear anything again.
        return PacketStep.leaves(packet)
                ? RouteAnswer.of(200, "ignored").now()
                : replies.startOver(message.id(), RouteAnswer.of(200, "closed").because("there is no row of it"));
    }

    /** With the table away. A client that asks to join waits for ever if nobody answers. */
    private CompletableFuture<RouteAnswer> unknown(ConnectionId id, Packet packet, String reason) {
        RouteAnswer answer = RouteAnswer.of(200, "failed").because(reason);
        return switch (packet) {
            case Packet.Connect connect -> replies.startOver(id, answer);
            case Packet.Event event
            when ClientMessage.of(event) instanceof ClientMessage.Publish publish ->
                replies.say(
                        id,
                        Dialects.SOCKET_IO.encode(
                                new Reply.Refused(new Refusal.Unavailable(publish.event()), publish.ack())),
                        answer);
            default -> answer.now();
        };
    }

    private CompletableFuture<RouteAnswer> packet(Message message, Packet packet, Connection row) {
        Audience audience = audience(row.id());
        return switch (PacketStep.of(packet, row.phase())) {
            case PacketStep.Nothing() -> RouteAnswer.of(200, "ignored").now();
            case PacketStep.Alive() -> alive(audience, row);
            case PacketStep.Say(String text) -> replies.say(row.id(), Frame.of(text), RouteAnswer.of(200, "answered"));
            case PacketStep.Join() -> membership.join(audience, row);
            case PacketStep.Leave() -> membership.leave(audience, row);
            case PacketStep.Publish(Packet.Event event) ->
                membership
                        .hears(audience, row)
                        .thenCompose(failure -> publish(message, row, event)
                                .thenApply(
                                        answer -> failure.map(answer::because).orElse(answer)));
            case PacketStep.Bye() -> replies.hangUp(row.id(), RouteAnswer.of(200, "closed"));
            case PacketStep.HangUp(String reason) ->
                replies.hangUp(row.id(), RouteAnswer.of(200, "closed").because(reason));
        };
    }

    /** Only a pong is noted: any packet proves life, but a write for each would cost more than that is worth. */
    private CompletableFuture<RouteAnswer> alive(Audience audience, Connection row) {
        RouteAnswer alive = RouteAnswer.of(200, "alive");
        return connections
                .heard(audience, row)
                .handle((noted, failure) -> failure == null
                        ? alive
                        : alive.because("the row could not be written: " + Reasons.of(failure)));
    }

    private CompletableFuture<RouteAnswer> publish(Message message, Connection row, Packet.Event event) {
        ClientPublisher.Replying client =
                (reply, answer) -> replies.say(row.id(), row.dialect().encode(reply), answer);
        return answer(ClientMessage.of(event), message.messageId(), client);
    }

    // ------------------------------------------------------------------

    private sealed interface Row {

        record Present(Connection connection) implements Row {}

        record Absent() implements Row {}

        record Unreadable(String reason) implements Row {}
    }

    private CompletableFuture<Row> find(ConnectionId id) {
        return row(connections.find(audience(id), id));
    }

    private static CompletableFuture<Row> row(CompletableFuture<Optional<Connection>> call) {
        return call.handle((row, failure) -> {
            if (failure != null) {
                return new Row.Unreadable("the row can't be read: " + Reasons.of(failure));
            }
            return row.<Row>map(Row.Present::new).orElseGet(Row.Absent::new);
        });
    }

    private Audience audience(ConnectionId id) {
        return Audience.of(ChannelName.LOBBY, id, shards);
    }
}
