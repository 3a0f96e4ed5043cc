package herald.local.stack.gateway;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The JDK's WebSocket client, remembering what it was sent. */
final class Client implements WebSocket.Listener {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** How the server ended the connection. */
    record Closed(int code, String reason) {}

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final CompletableFuture<String> pong = new CompletableFuture<>();
    private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();

    static Client connect(URI url, String... subprotocols) {
        Client client = new Client();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (subprotocols.length > 0) {
            builder.subprotocols(
                    subprotocols[0],
                    List.of(subprotocols).subList(1, subprotocols.length).toArray(String[]::new));
        }
        client.opened.complete(builder.buildAsync(url, client).join());
        return client;
    }

    WebSocket socket() {
        return opened.resultNow();
    }

    void send(String text) {
        socket().sendText(text, true).join();
    }

    List<String> awaitMessages(int count) {
        await().atMost(Running.PATIENCE).until(() -> messages.size() >= count);
        return messages;
    }

    List<String> messages() {
        return messages;
    }

    Closed awaitClosed() {
        return closed.orTimeout(Running.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    String awaitPong() {
        return pong.orTimeout(Running.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        pong.complete(new String(bytes, StandardCharsets.UTF_8));
        webSocket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(new Closed(statusCode, reason));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    void close() {
        socket().abort();
    }
}
