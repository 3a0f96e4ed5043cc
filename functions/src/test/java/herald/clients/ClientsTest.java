package herald.clients;

import static herald.Samples.publication;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import herald.connections.ConnectionId;
import herald.dialects.Dialects;
import herald.dialects.Frame;
import herald.posts.ManagementApiPosts;
import herald.posts.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts by the real clients, as configured, to a server that answers as the management API does. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Poster.class)
class ClientsTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final ConnectionId ID = new ConnectionId("L0SM9cOFvHcCIhw=");

    private final Frame frame =
            Dialects.PLAIN.encode(List.of(publication("e", "\"é☃\"", "i"))).getFirst();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private Clients clients;
    private ManagementApiPosts posts;

    @Parameter
    private Poster poster = Poster.LEAN;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/prod");
        clients = new Clients(new Platform("eu-central-1", endpoint, poster, false, false));
        posts = new ManagementApiPosts(clients.managementApi(), clients.executor());
    }

    @AfterEach
    void stop() {
        end.countDown();
        clients.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void postGoesToTheStageWithItsIdEncodedAndItsTextAsItIs() {
        answer(200, "");

        assertThat(get(posts.post(ID, frame, PATIENT))).isEqualTo(new Outcome.Delivered());
        assertThat(requests).containsExactly("POST /prod/@connections/L0SM9cOFvHcCIhw%3D " + frame.text());
    }

    @Test
    void closeIsADelete() {
        answer(204, "");

        assertThat(get(posts.close(ID, PATIENT))).isEqualTo(new Outcome.Delivered());
        assertThat(requests).containsExactly("DELETE /prod/@connections/L0SM9cOFvHcCIhw%3D ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GoneException", ""})
    void goneIsKnownByClassAndByStatus(String errorType) {
        answer(410, errorType);

        assertThat(get(posts.post(ID, frame, PATIENT))).isEqualTo(new Outcome.Gone());
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LimitExceededException", ""})
    void throttledIsNotTriedAgainByTheClient(String errorType) {
        answer(429, errorType);

        assertThat(get(posts.post(ID, frame, PATIENT))).isEqualTo(new Outcome.Throttled());
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PayloadTooLargeException", ""})
    void tooLargeIsKnownByClassAndByStatus(String errorType) {
        answer(413, errorType);

        assertThat(get(posts.post(ID, frame, PATIENT))).isEqualTo(new Outcome.TooLarge());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ForbiddenException", ""})
    void forbiddenIsARefusal(String errorType) {
        answer(403, errorType);

        assertThat(get(posts.post(ID, frame, PATIENT)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith("status 403"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BadRequestException", ""})
    void unknownIdIsKnownByItsSentence(String errorType) {
        answer(400, errorType, "{\"message\":\"Invalid connectionId: L0SM9cOFvHcCIhw=\"}");

        var unknown = new Outcome.UnknownId("status 400, Invalid connectionId: L0SM9cOFvHcCIhw=");
        assertThat(get(posts.post(ID, frame, PATIENT))).isEqualTo(unknown);
        assertThat(get(posts.close(ID, PATIENT))).isEqualTo(unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BadRequestException", ""})
    void badRequestOfAnotherKindIsNoUnknownId(String errorType) {
        answer(400, errorType, "{\"message\":\"Invalid content\"}");

        assertThat(get(posts.post(ID, frame, PATIENT)))
                .isEqualTo(new Outcome.BadRequest("status 400, Invalid content"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 504})
    void serverErrorsAreNotTriedAgainByTheClient(int status) {
        answer(status, "");

        assertThat(get(posts.post(ID, frame, PATIENT))).isInstanceOf(Outcome.Failed.class);
        assertThat(requests).hasSize(1);
    }

    @Test
    void postThatIsNotAnsweredFailsAtItsDeadline() {
        serve(exchange -> end.await());

        assertThat(get(posts.post(ID, frame, Duration.ofMillis(300))))
                .isEqualTo(new Outcome.Failed("no answer by the deadline"));
    }

    /**
     * The server may have ended the connection by then, so that the second post reaches it once and not twice. The SDK's pool
     * may try a second connection that has broken too: then a later post finds a sound one.
     */
    @Test
    void keptConnectionThatBrokeIsTriedOnceMore() {
        List<InetSocketAddress> connections = new CopyOnWriteArrayList<>();
        serve(exchange -> {
            if (!connections.contains(exchange.getRemoteAddress())) {
                connections.add(exchange.getRemoteAddress());
                exchange.sendResponseHeaders(200, -1);
            }
            exchange.close();
        });

        assertThat(get(posts.post(ID, frame, PATIENT))).isEqualTo(new Outcome.Delivered());
        Outcome second = get(posts.post(ID, frame, PATIENT));
        for (int more = 0; poster == Poster.SDK && second instanceof Outcome.Failed && more < 3; more++) {
            second = get(posts.post(ID, frame, PATIENT));
        }
        assertThat(second).isEqualTo(new Outcome.Delivered());
        assertThat(connections).hasSizeBetween(2, poster == Poster.SDK ? 4 : 2);
    }

    @Test
    void connectionThatStaysBrokenFails() {
        serve(HttpExchange::close);

        assertThat(get(posts.post(ID, frame, PATIENT))).isInstanceOf(Outcome.Failed.class);
        assertThat(requests).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void nothingIsLeftRunningAfterClose() throws InterruptedException {
        answer(200, "");
        get(posts.post(ID, frame, PATIENT));
        clients.close();

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("herald-")) {
                // A thread that has ended its work still needs a moment to end itself.
                assertThat(thread.join(Duration.ofMinutes(1)))
                        .as(thread.getName())
                        .isTrue();
            }
        }
    }

    private void answer(int status, String errorType) {
        answer(status, errorType, "");
    }

    private void answer(int status, String errorType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        serve(exchange -> {
            if (!errorType.isEmpty()) {
                exchange.getResponseHeaders().set("x-amzn-ErrorType", errorType);
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private void serve(Answer answer) {
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath() + " " + body);
            try {
                answer.to(exchange);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }
}
