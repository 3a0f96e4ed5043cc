package herald.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import herald.local.stack.access.Signer;
import herald.local.stack.feed.Feed;
import herald.local.stack.services.CallsUnderway;
import herald.local.stack.surroundings.Surroundings;
import herald.local.stack.weather.StackClock;
import herald.local.stack.weather.Weather;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A gateway on a free port with one API, {@code chat}, of stage {@code dev}: each route's function has the route's key as name. */
final class Running implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String API_ID = "abcdef1234";

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Handlers handlers = new Handlers();
    private final Feed feed = new Feed();
    final CallsUnderway underway = new CallsUnderway();
    private final Weather weather = Weather.fair();
    private final List<Runnable> clients = new CopyOnWriteArrayList<>();
    private final Gateway gateway;

    Running(Setting setting) {
        Gateway.Neighbours neighbours =
                new Gateway.Neighbours(handlers, setting.pages, setting.access(), setting.certificate);
        Surroundings around = new Surroundings(feed, new StackClock(scheduler), weather, _ -> {}, underway);
        FrontParts front =
                new FrontParts(setting.settings, setting.assumptions, setting.template(), neighbours, around);
        gateway = Gateway.start(setting.settings, front, setting.certificate);
    }

    static Running start() {
        return new Setting().start();
    }

    static Setting with() {
        return new Setting();
    }

    Gateway gateway() {
        return gateway;
    }

    Weather weather() {
        return weather;
    }

    Handlers handlers() {
        return handlers;
    }

    List<String> problems() {
        return feed.problemsAfter(0).stream().map(Feed.Problem::message).toList();
    }

    int port() {
        return gateway.port();
    }

    String host() {
        return "127.0.0.1:" + port();
    }

    Client connect(String... subprotocols) {
        Client client = Client.connect(URI.create("ws://" + host() + "/dev"), subprotocols);
        clients.add(client::close);
        return client;
    }

    RawClient open() {
        RawClient client = RawClient.open(port());
        clients.add(client::close);
        return client;
    }

    /** Asks for an upgrade and does not wait for the answer. */
    RawClient upgrade(String path, String... headers) {
        RawClient client = open();
        List<String> lines = new ArrayList<>(List.of(
                "GET " + path + " HTTP/1.1",
                "Host: " + host(),
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        lines.addAll(List.of(headers));
        client.send(lines.toArray(String[]::new));
        return client;
    }

    /** A raw client with an open connection. */
    RawClient raw(String... headers) {
        RawClient client = upgrade("/dev", headers);
        assertThat(client.head().status()).isEqualTo(101);
        return client;
    }

    /** @return the answer to an upgrade that is refused */
    RawClient.Head refused(String path, String... headers) {
        return upgrade(path, headers).head();
    }

    /** A signed call of {@code /dev/@connections/{id}}. */
    HttpResponse<String> call(String method, String id, byte[] body) {
        return signed(method, "/dev/@connections/" + encoded(id), body);
    }

    HttpResponse<String> signed(String method, String path, byte[] body) {
        List<String> headers = new ArrayList<>();
        Signer.now().headers(method, path, host(), body).forEach((name, value) -> headers.addAll(List.of(name, value)));
        return http(method, path, body, headers.toArray(String[]::new));
    }

    /** Posts again while the client's buffer is full. @return the last status */
    int postUntilTaken(String id, String text) {
        return await().atMost(PATIENCE).until(() -> post(id, text).statusCode(), status -> status != 429);
    }

    HttpResponse<String> post(String id, String text) {
        return call("POST", id, text.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> http(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + host() + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static String encoded(String id) {
        return id.replace("=", "%3D");
    }

    /** @return the id of the {@code index}th connection that was asked for */
    String connectionId(int index) {
        await().atMost(PATIENCE).until(() -> handlers.seen("$connect").size() > index);
        return handlers.seen("$connect").get(index).connectionId();
    }

    /** @return invocations of a function, once there are that many */
    List<Handlers.Seen> awaitSeen(String function, int count) {
        await().atMost(PATIENCE).until(() -> handlers.seen(function).size() >= count);
        return new ArrayList<>(handlers.seen(function));
    }

    @Override
    public void close() {
        clients.forEach(Runnable::run);
        gateway.close();
        http.close();
        scheduler.shutdownNow();
    }
}
