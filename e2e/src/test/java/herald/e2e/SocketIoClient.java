package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.emitter.Emitter;
import io.socket.engineio.client.Transport;
import io.socket.engineio.client.transports.WebSocket;
import io.socket.engineio.parser.Packet;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** A stock Socket.IO client for Java, told no more than its URL, the stage and the transport. Thread-safe. */
final class SocketIoClient implements AutoCloseable {

    /** Its own would open no more than 64 sockets in one JVM. */
    private static final OkHttpClient HTTP = new OkHttpClient.Builder()
            .dispatcher(dispatcher())
            .readTimeout(0, TimeUnit.MILLISECONDS)
            .build();

    private final Socket socket;
    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicInteger connects = new AtomicInteger();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<Object[]> added = new CopyOnWriteArrayList<>();
    private final List<Object[]> removed = new CopyOnWriteArrayList<>();
    private final List<Object[]> errors = new CopyOnWriteArrayList<>();

    private static Dispatcher dispatcher() {
        var dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(1_000);
        return dispatcher;
    }

    /** @param namespace {@code /} or another */
    private SocketIoClient(URI webSocketUrl, String namespace) {
        IO.Options options = IO.Options.builder()
                .setForceNew(true)
                .setPath(webSocketUrl.getPath())
                .setTransports(new String[] {WebSocket.NAME})
                .setAuth(Map.of("token", "t0k3n"))
                .build();
        options.webSocketFactory = HTTP;
        socket = IO.socket(URI.create("http://" + webSocketUrl.getAuthority() + namespace), options);
        socket.io()
                .on(
                        Manager.EVENT_TRANSPORT,
                        transport -> ((Transport) transport[0])
                                .on(Transport.EVENT_PACKET, packet -> count((Packet<?>) packet[0])));
        socket.on(Socket.EVENT_CONNECT, none -> connects.incrementAndGet());
        socket.on(Socket.EVENT_CONNECT_ERROR, why -> refusals.add(String.valueOf(why[0])));
        socket.on("item_added", added::add);
        socket.on("item_removed", removed::add);
        socket.on("error", errors::add);
    }

    private void count(Packet<?> packet) {
        if (packet.type.equals(Packet.PING)) {
            pings.incrementAndGet();
        }
    }

    /** Starts to connect. */
    static SocketIoClient connecting(URI webSocketUrl, String namespace) {
        var client = new SocketIoClient(webSocketUrl, namespace);
        client.socket.connect();
        return client;
    }

    static SocketIoClient connect(URI webSocketUrl) {
        return connecting(webSocketUrl, "/").awaitConnects(1).awaitHearing();
    }

    /** Gives an account of the numbered messages that come from now on, and of its end. */
    void accountTo(Account account) {
        Emitter.Listener numbered = arguments -> {
            JsonNode data = Client.parsed(arguments[0].toString());
            account.take(data.path("n").asInt(-1), data.path("group").asInt());
        };
        socket.off("item_added").on("item_added", numbered);
        socket.off("item_removed").on("item_removed", numbered);
        socket.on(Socket.EVENT_DISCONNECT, why -> account.closed());
    }

    /** Waits until its row says, too, that it has joined, which is a write later. Before any ack it does. */
    SocketIoClient awaitHearing() {
        call("nobody publishes this");
        return this;
    }

    /** The same of many at once. */
    static void awaitHearing(List<SocketIoClient> clients) {
        List<List<Object[]>> answers = clients.stream()
                .map(client -> client.calling("nobody publishes this"))
                .toList();
        answers.forEach(SocketIoClient::awaitOne);
    }

    /** Waits until it has been connected so many times. */
    SocketIoClient awaitConnects(int times) {
        await().atMost(Client.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(connects.get())
                        .as("connects, refused: " + refusals)
                        .isGreaterThanOrEqualTo(times));
        return this;
    }

    /** How many it has got so far, in all of its connections. */
    int pings() {
        return pings.get();
    }

    int connects() {
        return connects.get();
    }

    /** What the server calls this client now. */
    String id() {
        return socket.id();
    }

    void emit(String event, Object... data) {
        socket.emit(event, data);
    }

    /** Emits and waits for the ack; returns its only argument. */
    JsonNode call(String event, Object... data) {
        return awaitOne(calling(event, data));
    }

    /** Emits; the arguments of the ack, when there is one, are in the list. */
    private List<Object[]> calling(String event, Object... data) {
        List<Object[]> answers = new CopyOnWriteArrayList<>();
        socket.emit(event, data, (Ack) answers::add);
        return answers;
    }

    /** Arguments of each {@code item_added} so far. */
    List<Object[]> added() {
        return added;
    }

    List<Object[]> removed() {
        return removed;
    }

    List<Object[]> errors() {
        return errors;
    }

    List<String> refusals() {
        return refusals;
    }

    /** Waits until a list holds one, and returns the only argument of the first. */
    static JsonNode awaitOne(List<Object[]> events) {
        await().atMost(Client.PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> !events.isEmpty());
        assertThat(events.getFirst()).hasSize(1);
        return Client.parsed(events.getFirst()[0].toString());
    }

    @Override
    public void close() {
        socket.close();
    }
}
