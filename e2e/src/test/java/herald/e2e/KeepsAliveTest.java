package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Heartbeats, with a minute of the schedule's taken for a second. Each test waits for pings and not for a time, so that a
 * busy machine makes it slower and not wrong.
 */
@Timeout(600)
final class KeepsAliveTest {

    private static final String SOCKET_IO = "?EIO=4&transport=websocket";

    private static final String UNREADABLE = "{}";

    /** Thirty intervals. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static RunningStack stack;

    private final List<AutoCloseable> clients = new ArrayList<>();

    @BeforeAll
    static void start() {
        stack = RunningStack.start(
                "--parameter", "HeartbeatInterval=6", "--parameter", "RecycleAge=50", "--schedule-speed", "60");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @AfterEach
    void disconnect() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
    }

    private <C extends AutoCloseable> C closing(C client) {
        clients.add(client);
        return client;
    }

    private Client client(String query, String... subprotocols) {
        return closing(Client.connect(URI.create(stack.webSocketUrl() + query), subprotocols));
    }

    /** Speaks Engine.IO, but says of itself only that it joins. */
    private Client joined() {
        Client client = client(SOCKET_IO);
        await().atMost(PATIENCE).until(() -> client.frames().size() >= 1);
        client.send("40");
        await().atMost(PATIENCE).until(() -> client.frames().stream().anyMatch(frame -> frame.startsWith("40")));
        return client;
    }

    private static long pings(Client client) {
        return client.frames().stream().filter(frame -> frame.equals("2")).count();
    }

    /** Answers all pings until something is so; once at most for each. */
    private static void answer(Client client, long[] answered, BooleanSupplier until) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            while (answered[0] < pings(client)) {
                client.send("3");
                answered[0]++;
            }
            return until.getAsBoolean();
        });
    }

    @Test
    void whoAnswersStaysUntilItIsRecycledAndWhoDoesNotIsClosed() {
        SocketIoClient stock = closing(SocketIoClient.connect(stack.webSocketUrl()));
        Client answering = joined();
        Client silent = joined();
        long[] answered = {0};

        answer(answering, answered, () -> stock.pings() >= 2);
        assertThat(stock.connects()).isEqualTo(1);
        answer(answering, answered, () -> !silent.isOpen());
        assertThat(pings(silent)).isPositive();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sweeps("\"dead\":1")).hasSize(1));

        answer(answering, answered, () -> answering.frames().contains(UNREADABLE));
        assertThat(answered[0]).isGreaterThan(pings(silent));
        assertThat(answering.awaitClose()).isPositive();

        stock.awaitConnects(2);
        stack.publish("{\"id\":1}");
        assertThat(SocketIoClient.awaitOne(stock.added()).get("id").asInt()).isEqualTo(1);
        assertThat(sweeps("\"recycled\":[12]")).isNotEmpty();
    }

    /** Who does not is dead when it is due the next time, which the third ping to another client lies behind. */
    @Test
    void stockClientsInOtherLanguagesAnswerPings() {
        List<StockClients> others = Stream.of(StockClient.values())
                .map(kind -> closing(StockClients.start(kind, stack.webSocketUrl(), 1, "{}")))
                .toList();
        others.forEach(clients -> clients.awaitSaid(0, "connected", 1));
        int dead = sweeps("\"dead\":[1-9]").size();
        SocketIoClient java = closing(SocketIoClient.connect(stack.webSocketUrl()));

        await().atMost(PATIENCE).until(() -> java.pings() >= 3);

        assertThat(sweeps("\"dead\":[1-9]")).hasSize(dead);
    }

    @Test
    void plainAndBatchClientsHearPingsIfTheyAskForThem() {
        Client kept = client("?keepalive=1");
        Client batch = client("?keepalive=1", "herald.batch");
        Client other = client("");

        kept.awaitEvents("ping", 3);
        batch.awaitEvents("ping", 3);
        assertThat(batch.frames()).allMatch(frame -> frame.equals("[{\"event\":\"ping\"}]"));
        assertThat(other.frames()).isEmpty();
        assertThat(List.of(kept, batch, other)).allMatch(Client::isOpen);
    }

    @Test
    void otherWishToBeKeptAliveIsRefused() {
        var refused = catchThrowableOfType(CompletionException.class, () -> client("?keepalive=yes"));

        assertThat(((WebSocketHandshakeException) refused.getCause())
                        .getResponse()
                        .statusCode())
                .isEqualTo(400);
    }

    /** Their lines in the log, if they hold what is looked for. */
    private static List<String> sweeps(String pattern) {
        Predicate<String> found = Pattern.compile(pattern).asPredicate();
        return stack.log().stream()
                .filter(line -> line.contains("SweepFunction"))
                .filter(found)
                .toList();
    }
}
