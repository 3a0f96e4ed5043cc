package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
final class ReachesEveryClientTest {

    private final List<Client> clients = new ArrayList<>();
    private RunningStack stack;

    @BeforeEach
    void given(RunningStack running) {
        stack = running;
    }

    @AfterEach
    void disconnect() {
        clients.forEach(Client::close);
    }

    private List<Client> connect(int count, String... subprotocols) {
        List<Client> connected = Client.connect(count, stack.webSocketUrl(), subprotocols);
        clients.addAll(connected);
        return connected;
    }

    /** A repeat is right only for who was owed something, as the answer to a post of it came too late. */
    @Test
    void fiftyMessagesReachTwoHundredClientsAndNoneTwiceWithoutNeed() {
        connect(200);
        long owedBefore = Ledger.total(stack, "owed");
        Map<String, Integer> sent = new HashMap<>();
        for (int n = 0; n < 50; n++) {
            sent.put(stack.publish("{\"id\":%d,\"name\":\"item %d\"}".formatted(n, n)), n);
        }

        long repeats = 0;
        for (Client client : clients) {
            await().atMost(Client.PATIENCE)
                    .untilAsserted(() -> assertThat(idsAndData(client)).isEqualTo(sent));
            repeats += client.events("item_added").size() - sent.size();
        }
        assertThat(repeats).isLessThanOrEqualTo(Ledger.total(stack, "owed") - owedBefore);
    }

    private static Map<String, Integer> idsAndData(Client client) {
        Map<String, Integer> got = new HashMap<>();
        for (JsonNode event : client.events("item_added")) {
            int number = event.get("data").get("id").asInt();
            Integer before = got.put(event.get("id").asText(), number);
            assertThat(before == null || before == number).isTrue();
        }
        return got;
    }

    @Test
    void anItemRemovedByOneClientReachesAllIncludingTheSender() {
        connect(20);
        connect(5, "herald.batch");

        clients.getFirst().send("{\"event\":\"item_removed\",\"data\":{\"id\":7},\"ack\":\"a-1\"}");

        assertThat(clients.getFirst().awaitEvent("ack").get("ack").asText()).isEqualTo("a-1");
        for (Client client : clients) {
            assertThat(client.awaitEvent("item_removed").get("data").get("id").asInt())
                    .isEqualTo(7);
        }
    }

    @Test
    void batchClientsGetTheSameEventsInFewerFrames() {
        Client plain = connect(1).getFirst();
        Client batch = connect(1, "herald.batch").getFirst();
        for (int from = 0; from < 100; from += 10) {
            publishTen(from);
        }

        List<JsonNode> plainEvents = plain.awaitEvents("item_added", 100);
        List<JsonNode> batchEvents = batch.awaitEvents("item_added", 100);

        assertThat(batchEvents).containsExactlyInAnyOrderElementsOf(plainEvents);
        assertThat(plain.frames()).hasSize(100);
        assertThat(batch.frames()).hasSizeLessThan(100).allMatch(frame -> frame.startsWith("["));
    }

    private void publishTen(int from) {
        stack.sqs()
                .sendMessageBatch(request -> request.queueUrl(stack.queue("PublishQueue"))
                        .entries(IntStream.range(from, from + 10)
                                .mapToObj(n -> SendMessageBatchRequestEntry.builder()
                                        .id("n" + n)
                                        .messageBody("{\"id\":" + n + "}")
                                        .build())
                                .toList()));
    }

    @Test
    void aClosedConnectionIsForgotten() {
        Client client = connect(1).getFirst();
        stack.publish("1");
        client.awaitEvent("item_added");
        client.close();

        await().atMost(Client.PATIENCE)
                .untilAsserted(() -> assertThat(Rows.of(stack)).isEmpty());
    }
}
