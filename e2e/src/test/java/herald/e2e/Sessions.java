package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.json.JSONObject;
import org.opentest4j.TestAbortedException;

/**
 * Nothing goes wrong: sessions of stock Socket.IO clients beside plain ones, at the intervals that users have. Java's
 * publish in turn, and are told that it was taken.
 *
 * @param others of each stock client that has a process of its own and is installed
 */
record Sessions(int socketIo, int plain, int others, Duration publishing) implements Ordeal {

    /** Socket.IO clients that connect at the same time. */
    private static final int AT_ONCE = 20;

    @Override
    public Findings run(List<String> options) {
        Instant start = Instant.now();
        List<AutoCloseable> ending = new ArrayList<>();
        try (RunningStack stack = RunningStack.start(options.toArray(String[]::new));
                Ledger ledger = Ledger.of(stack)) {
            try {
                List<SocketIoClient> clients = clients(stack, ending);
                List<StockClients> others = others(stack, ending);
                clients.forEach(client -> client.accountTo(ledger.account()));
                ledger.connect(plain);
                Instant end = Instant.now().plus(publishing);
                for (int turn = 0; Instant.now().isBefore(end); turn++) {
                    ledger.publish(1);
                    SocketIoClient publisher = clients.get(turn % clients.size());
                    var data = new JSONObject(Map.of("n", ledger.next()));
                    assertThat(publisher.call("item_removed", data).toString()).isEqualTo("{\"status\":\"ok\"}");
                    Pause.of(Duration.ofSeconds(1));
                }
                Findings findings = Ordeal.settled(stack, ledger, start);
                others.forEach(other -> assertWhole(other, ledger.published()));
                return findings;
            } finally {
                close(ending);
            }
        }
    }

    private List<SocketIoClient> clients(RunningStack stack, List<AutoCloseable> ending) {
        List<SocketIoClient> clients = new ArrayList<>();
        while (clients.size() < socketIo) {
            List<SocketIoClient> some = IntStream.range(0, Math.min(AT_ONCE, socketIo - clients.size()))
                    .mapToObj(i -> SocketIoClient.connecting(stack.webSocketUrl(), "/"))
                    .toList();
            ending.addAll(some);
            some.forEach(client -> client.awaitConnects(1));
            SocketIoClient.awaitHearing(some);
            clients.addAll(some);
        }
        return clients;
    }

    private List<StockClients> others(RunningStack stack, List<AutoCloseable> ending) {
        List<StockClients> all = new ArrayList<>();
        for (StockClient kind : StockClient.values()) {
            try {
                StockClients clients = StockClients.start(kind, stack.webSocketUrl(), others, "{}");
                ending.add(clients);
                all.add(clients);
            } catch (TestAbortedException notInstalled) {
                System.err.println(notInstalled.getMessage());
            }
        }
        all.forEach(clients -> IntStream.range(0, others).forEach(client -> {
            clients.awaitSaid(client, "connected", 1);
            clients.call(client, "nobody publishes this", RunningStack.JSON.createObjectNode());
        }));
        return all;
    }

    private void assertWhole(StockClients clients, int messages) {
        for (int client = 0; client < others; client++) {
            assertThat(clients.said(client, "disconnected")).isEmpty();
            List<Integer> numbers = clients.said(client, "event").stream()
                    .map(event -> event.at("/args/0/n").asInt(-1))
                    .distinct()
                    .toList();
            assertThat(numbers)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, messages).boxed().toList());
        }
    }

    private static void close(List<AutoCloseable> ending) {
        for (AutoCloseable each : ending) {
            try {
                each.close();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
    }
}
