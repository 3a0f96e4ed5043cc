package herald.routes;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import herald.Samples;
import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.MemoryConnections;
import herald.connections.Phase;
import herald.dialects.Dialect;
import herald.dialects.Dialects;
import herald.posts.ScriptedPosts;
import herald.publications.ChannelName;
import herald.publications.EventName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** One client's messages to the routes, and what it is answered. */
final class Conversation {

    static final ConnectionId ID = new ConnectionId("L0SM9cOFvHcCIhw=");
    static final Audience LOBBY = new Audience(ChannelName.LOBBY, 0);
    static final String JOINED = "40{\"sid\":\"L0SM9cOFvHcCIhw=\"}";

    private static final Instant CONNECTED = Instant.ofEpochMilli(1_795_520_124_103L);

    final MemoryConnections connections = new MemoryConnections(() -> now(), 10);
    final ScriptedPosts posts = new ScriptedPosts();
    final MemoryPublishQueue queue = new MemoryPublishQueue();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    private final DisconnectHandler disconnect = new DisconnectHandler(connections, 1);
    private final MessageHandler message = new MessageHandler(
            new MessageHandler.Ports(connections, queue, posts, this::pause), Set.of(new EventName("item_removed")), 1);

    private volatile Instant now = CONNECTED;

    private Instant now() {
        return now;
    }

    /** Moves the clock. */
    void later(Duration time) {
        now = now.plus(time);
    }

    Instant heardAt() {
        return connections
                .page(LOBBY, null)
                .join()
                .connections()
                .getFirst()
                .signs()
                .heardAt();
    }

    private CompletableFuture<Void> pause(Duration delay) {
        pauses.add(delay);
        return CompletableFuture.completedFuture(null);
    }

    void row(Phase phase) {
        row(Dialects.SOCKET_IO, phase);
    }

    void row(Dialect dialect, Phase phase) {
        connections.add(LOBBY, new Connection(ID, dialect, CONNECTED).in(phase)).join();
    }

    Phase phase() {
        return connections.page(LOBBY, null).join().connections().getFirst().phase();
    }

    RouteAnswer say(String text) {
        return saying(text).join();
    }

    CompletableFuture<RouteAnswer> saying(String text) {
        APIGatewayV2WebSocketEvent event = Samples.webSocket("message-ping.json");
        event.setBody(text);
        return message.handle(event);
    }

    RouteAnswer sample(String name) {
        return message.handle(Samples.webSocket(name)).join();
    }

    RouteAnswer disconnect() {
        return disconnect.handle(Samples.webSocket("disconnect.json")).join();
    }

    /** What the client was told. */
    List<String> told() {
        return posts.to(ID.value());
    }
}
