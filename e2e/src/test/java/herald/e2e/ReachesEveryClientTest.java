package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void fiftyMessagesReachTwoHundredClientsExactlyOnce() {
        connect(200);
        List<String> sent = IntStream.range(0, 50)
                .mapToObj(n -> stack.publish("{\"id\":%d,\"name\":\"item %d\"}".formatted(n, n)))
                .toList();

        for (Client client : clients) {
            List<JsonNode> events = client.awaitEvents("item_added", 50);
            assertThat(events).extracting(event -> event.get("id").asText()).containsExactlyInAnyOrderElementsOf(sent);
            assertThat(events)
                    .extracting(event -> event.get("data").get("id").asInt())
                    .doesNotHaveDuplicates();
        }
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
