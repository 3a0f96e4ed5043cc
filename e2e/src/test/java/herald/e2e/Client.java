package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket client of the JDK's that keeps what it gets. Thread-safe.
 *
 * <p>Waits are generous: they end as soon as what is waited for is there, and two minutes mean that it never came.
 */
final class Client implements WebSocket.Listener, AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int TRIES = 3;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private @Nullable WebSocket socket;

    private Client() {}

    /** What connects to a stack: with {@code --tls} it trusts the certificate that READY names and nothing else. */
    static HttpClient http(JsonNode ready) {
        if (!ready.has("certificate")) {
            return HttpClient.newHttpClient();
        }
        try (InputStream in =
                Files.newInputStream(Path.of(ready.get("certificate").asText()))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "it", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder().sslContext(context).build();
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static CompletableFuture<Client> connecting(URI url, String... subprotocols) {
        return connecting(HTTP, url, subprotocols);
    }

    static CompletableFuture<Client> connecting(HttpClient http, URI url, String... subprotocols) {
        var client = new Client();
        return opening(http, url, client, subprotocols).thenApply(socket -> {
            client.socket = socket;
            return client;
        });
    }

    /** What a function had no time for, on a machine that is busy starting it, is tried again as any client would. */
    static CompletableFuture<WebSocket> opening(
            HttpClient http, URI url, WebSocket.Listener listener, String... subprotocols) {
        var builder = http.newWebSocketBuilder();
        if (subprotocols.length > 0) {
            builder.subprotocols(
                    subprotocols[0],
                    List.of(subprotocols).subList(1, subprotocols.length).toArray(String[]::new));
        }
        return opening(TRIES, () -> builder.buildAsync(url, listener));
    }

    private static CompletableFuture<WebSocket> opening(int tries, Supplier<CompletableFuture<WebSocket>> handshake) {
        return handshake
                .get()
                .exceptionallyCompose(failure -> tries > 1 && isFailureOfTheFunction(failure)
                        ? opening(tries - 1, handshake)
                        : CompletableFuture.failedFuture(failure));
    }

    private static boolean isFailureOfTheFunction(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof WebSocketHandshakeException refused
                && refused.getResponse().statusCode() == 502;
    }

    static Client connect(URI url, String... subprotocols) {
        return connecting(url, subprotocols).join();
    }

    /** Connects many, a few at a time, so that no more than a handful of handshakes wait for a function. */
    static List<Client> connect(int count, URI url, String... subprotocols) {
        List<Client> clients = new ArrayList<>();
        while (clients.size() < count) {
            List<CompletableFuture<Client>> some = new ArrayList<>();
            for (int i = 0; i < Math.min(20, count - clients.size()); i++) {
                some.add(connecting(url, subprotocols));
            }
            some.forEach(connecting -> clients.add(connecting.join()));
        }
        return clients;
    }

    void send(String text) {
        open().sendText(text, true).join();
    }

    void sendBinary(ByteBuffer bytes) {
        open().sendBinary(bytes, true).join();
    }

    /** Closes as a browser does. */
    @Override
    public void close() {
        WebSocket open = open();
        if (!open.isOutputClosed()) {
            open.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .exceptionally(alreadyClosed -> open)
                    .join();
        }
    }

    /** Goes without a close frame, like a phone in a tunnel. */
    void vanish() {
        open().abort();
    }

    private WebSocket open() {
        if (socket == null) {
            throw new AssertionError("not connected");
        }
        return socket;
    }

    List<String> frames() {
        return List.copyOf(frames);
    }

    /** What came with the given event name, also out of arrays. */
    List<JsonNode> events(String name) {
        List<JsonNode> events = new ArrayList<>();
        for (String frame : frames) {
            JsonNode parsed = parsed(frame);
            for (JsonNode event : parsed.isArray() ? parsed : List.of(parsed)) {
                if (event.path("event").asText().equals(name)) {
                    events.add(event);
                }
            }
        }
        return events;
    }

    List<JsonNode> awaitEvents(String name, int count) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () -> assertThat(events(name)).as("events " + name).hasSizeGreaterThanOrEqualTo(count));
        return events(name);
    }

    JsonNode awaitEvent(String name) {
        return awaitEvents(name, 1).getFirst();
    }

    boolean isOpen() {
        return !closed.isDone() && !open().isInputClosed();
    }

    int awaitClose() {
        await().atMost(PATIENCE).until(closed::isDone);
        return closed.resultNow();
    }

    static JsonNode parsed(String frame) {
        try {
            return RunningStack.JSON.readTree(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(frame, e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closed.complete(statusCode);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }
}
