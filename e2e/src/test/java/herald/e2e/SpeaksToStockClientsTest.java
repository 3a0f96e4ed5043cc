package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The stock Socket.IO clients for JavaScript and Python, unchanged, told what docs/socket-io.md says and no more.
 *
 * <p>Skipped where they are not installed, and says so; {@code .ci/run} installs them, and fails if it was.
 */
@ParameterizedClass
@EnumSource(StockClient.class)
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
final class SpeaksToStockClientsTest {

    @Parameter
    private StockClient kind;

    private final List<StockClients> started = new ArrayList<>();
    private final String id = UUID.randomUUID().toString();
    private RunningStack stack;

    @BeforeEach
    void given(RunningStack running) {
        stack = running;
    }

    @AfterEach
    void end() {
        started.forEach(StockClients::close);
    }

    private StockClients starting(int count, String options) {
        StockClients clients = StockClients.start(kind, stack.webSocketUrl(), count, options);
        started.add(clients);
        return clients;
    }

    private StockClients connected(int count) {
        StockClients clients = starting(count, "{}");
        for (int client = 0; client < count; client++) {
            clients.awaitSaid(client, "connected", 1);
            clients.awaitHearing(client);
        }
        return clients;
    }

    private static JsonNode item(String id) {
        return RunningStack.JSON.createObjectNode().put("id", id);
    }

    @Test
    void twentyOfThemHearWhatIsPublished() {
        StockClients clients = connected(20);

        stack.publish("{\"id\":\"" + id + "\",\"name\":\"Äpfel\"}");

        for (int client = 0; client < 20; client++) {
            clients.awaitItem(client, "item_added", id);
            assertThat(clients.events(client, "item_added"))
                    .extracting(args -> args.path(0).path("name").asText())
                    .containsOnly("Äpfel");
        }
    }

    @Test
    void whatOneEmitsIsAcknowledgedAndComesBackToAll() {
        StockClients clients = connected(2);

        JsonNode ack = clients.call(0, "item_removed", item(id));

        assertThat(ack).hasToString("{\"status\":\"ok\"}");
        clients.awaitItem(0, "item_removed", id);
        clients.awaitItem(1, "item_removed", id);
    }

    @Test
    void refusedEventIsToldInItsAckOrAsAnErrorEvent() {
        StockClients clients = connected(1);

        JsonNode ack = clients.call(0, "nonsense", item(id));
        clients.emit(0, "nonsense", item(id));

        assertThat(ack.get("status").asText()).isEqualTo("error");
        assertThat(ack.get("code").asText()).isEqualTo("unknown_event");
        assertThat(ack.get("message").asText()).contains("nonsense");
        JsonNode error = clients.awaitSaid(0, "event", 1).getFirst();
        assertThat(error.get("name").asText()).isEqualTo("error");
        assertThat(error.at("/args/0/code").asText()).isEqualTo("unknown_event");
        assertThat(clients.said(0, "disconnected")).isEmpty();
    }

    @Test
    void oneThatTheServerClosedConnectsAnewAndHearsAgain() {
        StockClients clients = connected(1);
        String before = clients.said(0, "connected").getFirst().get("id").asText();

        ServerClose.of(stack, before);

        JsonNode again = clients.awaitSaid(0, "connected", 2).getLast();
        assertThat(again.get("id").asText()).isNotEqualTo(before);
        clients.awaitHearing(0);
        stack.publish("{\"id\":\"" + id + "\"}");
        clients.awaitItem(0, "item_added", id);
    }

    @Test
    void pollingIsRefused() {
        StockClients polling = starting(1, kind.pollingFirst);

        JsonNode refused = polling.awaitSaid(0, "refused", 1).getFirst();
        assertThat(refused.get("why").asText()).contains(kind.pollingRefusal);
        assertThat(polling.said(0, "connected")).isEmpty();
        if (kind == StockClient.JAVASCRIPT) {
            // The one client that can be told to go on to the next transport.
            starting(1, "{\"transports\":[\"polling\",\"websocket\"],\"tryAllTransports\":true}")
                    .awaitSaid(0, "connected", 1);
        }
    }

    @Test
    void bytesEndTheConnectionAndAreLostAndItConnectsAnew() {
        StockClients clients = connected(2);

        clients.emitBytes(0, "item_removed", 8);

        assertThatOnlyWhatIsSentAfterwardsArrives(clients);
    }

    @Test
    void frameOver32KilobytesEndsTheConnectionAndIsLostAndItConnectsAnew() {
        StockClients clients = connected(2);
        byte[] noise = new byte[60_000];
        new Random(1).nextBytes(noise);

        // JavaScript's client compresses, and it is the frame that counts.
        String text = Base64.getEncoder().encodeToString(noise);
        clients.emit(0, "item_removed", RunningStack.JSON.getNodeFactory().textNode(text));

        assertThatOnlyWhatIsSentAfterwardsArrives(clients);
    }

    private void assertThatOnlyWhatIsSentAfterwardsArrives(StockClients clients) {
        clients.awaitSaid(0, "disconnected", 1);
        clients.awaitSaid(0, "connected", 2);
        clients.call(0, "item_removed", item(id));
        clients.awaitItem(1, "item_removed", id);
        assertThat(clients.events(1, "item_removed")).hasSize(1);
        assertThat(clients.said(1, "disconnected")).isEmpty();
    }
}
