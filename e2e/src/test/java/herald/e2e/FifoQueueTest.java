package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The template with {@code QueueType=fifo}, while nothing goes wrong but what is published. */
final class FifoQueueTest {

    private static RunningStack stack;

    @BeforeAll
    static void start() {
        stack = RunningStack.start("--parameter", "QueueType=fifo");
    }

    @AfterAll
    static void end() {
        stack.close();
    }

    @Test
    void messagesOfAGroupReachTheClientInOrder() {
        try (Client client = Client.connect(stack.webSocketUrl())) {
            publish("lobby", IntStream.range(0, 100).mapToObj(Integer::toString).toList());

            assertThat(client.awaitEvents("item_added", 100))
                    .extracting(event -> event.get("data").asInt())
                    .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
            client.send("{\"event\":\"item_removed\",\"data\":1,\"ack\":1}");
            client.awaitEvent("ack");
            client.awaitEvent("item_removed");
        }
    }

    @Test
    void aPoisonRecordDoesNotTakeItsGroupToTheDeadLetterQueue() {
        try (Client client = Client.connect(stack.webSocketUrl())) {
            publish("poisoned", List.of("{not json", "1", "2", "3"));

            assertThat(client.awaitEvents("item_added", 3))
                    .extracting(event -> event.get("data").asInt())
                    .containsExactly(1, 2, 3);
            Set<String> dead = new HashSet<>();
            await().atMost(Client.PATIENCE).untilAsserted(() -> {
                dead.addAll(Received.from(stack, "DeadLetterQueue"));
                assertThat(dead).containsExactly("{not json");
            });
        }
    }

    /** What it is owed stands in its row, so that what comes later waits for it. */
    @Test
    void oneThatIsThrottledGetsAGroupLaterInItsOrderAndKeepsNobodyWaiting() {
        try (Client throttled = Client.connect(stack.webSocketUrl())) {
            var misfortune = new Misfortune(stack);
            misfortune.throttle(Set.of(Rows.youngest(stack).get("connectionId").s()));
            try (Client other = Client.connect(stack.webSocketUrl())) {
                for (int n = 0; n < 20; n++) {
                    publish("n" + n, "throttled", List.of(Integer.toString(n)));
                }
                assertThat(other.awaitEvents("item_added", 20))
                        .extracting(event -> event.get("data").asInt())
                        .containsExactlyElementsOf(
                                IntStream.range(0, 20).boxed().toList());
                assertThat(throttled.events("item_added")).isEmpty();
            }
            misfortune.end();
            assertThat(throttled.awaitEvents("item_added", 20))
                    .extracting(event -> event.get("data").asInt())
                    .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
        }
    }

    /** In batches of ten, which is what SQS takes at once. */
    private static void publish(String group, List<String> bodies) {
        publish(group, group, bodies);
    }

    private static void publish(String name, String group, List<String> bodies) {
        for (int from = 0; from < bodies.size(); from += 10) {
            List<SendMessageBatchRequestEntry> entries = IntStream.range(from, Math.min(bodies.size(), from + 10))
                    .mapToObj(n -> SendMessageBatchRequestEntry.builder()
                            .id(Integer.toString(n))
                            .messageBody(bodies.get(n))
                            .messageGroupId(group)
                            .messageDeduplicationId(name + "-" + n)
                            .build())
                    .toList();
            assertThat(stack.sqs()
                            .sendMessageBatch(request -> request.queueUrl(stack.queue("PublishQueue"))
                                    .entries(entries))
                            .failed())
                    .isEmpty();
        }
    }
}
