package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** What can't be delivered, not in time, or not before the stack ends. */
final class LosesNothingTest {

    private static final Duration REDELIVERY = Duration.ofSeconds(150);

    /** Its account lets 20 posts through a second, a fan-out has five seconds, and a minute of the metrics takes six. */
    private static RunningStack stack;

    @BeforeAll
    static void start() {
        stack = RunningStack.start(
                "--alarm-speed", "10", "--post-rate", "20", "--post-burst", "20", "--parameter", "BroadcastTimeout=5");
    }

    @AfterAll
    static void end() {
        stack.close();
    }

    @Test
    void aPoisonRecordEndsInTheDeadLetterQueueWhileItsBatchIsDelivered() {
        try (Client client = Client.connect(stack.webSocketUrl())) {
            Metrics metrics = new Metrics(stack);
            stack.publish("{not json either");
            metrics.await("DeadLettersAlarm", "ALARM");
            stack.sqs().purgeQueue(request -> request.queueUrl(stack.queue("DeadLetterQueue")));
            metrics.await("DeadLettersAlarm", "OK");
            assertThat(stack.log())
                    .contains("alarm DeadLettersAlarm: ALARM: 1 datapoint of 1 above 0 (1)")
                    .contains("alarm DeadLettersAlarm: OK: 0 datapoints of 1 above 0 (0)");

            stack.sqs()
                    .sendMessageBatch(request -> request.queueUrl(stack.queue("PublishQueue"))
                            .entries(
                                    entry("a", "1", Map.of()),
                                    entry("b", "{not json", Map.of()),
                                    entry("c", "2", Map.of()),
                                    entry("d", "3", Map.of("event", "e".repeat(129))),
                                    entry("e", "4", Map.of("event", "ack")),
                                    entry("f", "\"" + "x".repeat(140_000) + "\"", Map.of()),
                                    entry("g", "5", Map.of())));

            assertThat(client.awaitEvents("item_added", 3))
                    .extracting(event -> event.get("data").asInt())
                    .containsExactlyInAnyOrder(1, 2, 5);
            // Once for all that an invocation had for the client.
            metrics.await("delivered", 1);
            metrics.await("ConnectCount", 1);
            Set<String> dead = new HashSet<>();
            await().atMost(Client.PATIENCE).untilAsserted(() -> {
                dead.addAll(Received.from(stack, "DeadLetterQueue"));
                assertThat(dead).hasSize(4).contains("{not json", "3", "4");
            });
            assertThat(stack.log()).anyMatch(line -> line.contains("not JSON") && line.contains("messageId"));
        }
    }

    private static SendMessageBatchRequestEntry entry(String id, String body, Map<String, String> attributes) {
        return SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody(body)
                .messageAttributes(RunningStack.sqsAttributes(attributes))
                .build();
    }

    @Test
    void aStopDuringTrafficLosesNoQueuedMessage() {
        Path state = RunningStack.freshState();
        Set<String> sent = new HashSet<>();
        Set<String> seen;
        try (RunningStack first = RunningStack.start(state)) {
            Client client = Client.connect(first.webSocketUrl());
            for (int n = 0; n < 300; n++) {
                first.publish(Integer.toString(n));
                sent.add(Integer.toString(n));
            }
            client.awaitEvents("item_added", 1);
            assertThat(first.stop()).isZero();
            seen = numbers(client);
        }

        try (RunningStack again = RunningStack.start(state, "--template", withoutEventSources())) {
            Set<String> left = new HashSet<>();
            await().atMost(REDELIVERY).untilAsserted(() -> {
                left.addAll(Received.from(again, "PublishQueue"));
                Set<String> accountedFor = new HashSet<>(seen);
                accountedFor.addAll(left);
                assertThat(accountedFor).isEqualTo(sent);
            });
        }
    }

    /** The same template, its queues read by nobody, so that what is left in them can be counted. */
    private static String withoutEventSources() {
        return ChangedTemplate.of(
                template -> template.replaceAll("(BatchSize: \\d+)", "$1\n            Enabled: false"));
    }

    @Test
    void throttledPostsAreOwedAndArrive() {
        // 240 posts, of which an invocation has time for less than half: the rest is owed on any machine.
        List<Client> clients = Client.connect(80, stack.webSocketUrl());
        Set<String> sent = Set.of(stack.publish("1"), stack.publish("2"), stack.publish("3"));

        await().atMost(REDELIVERY).untilAsserted(() -> {
            for (Client client : clients) {
                assertThat(ids(client)).containsExactlyInAnyOrderElementsOf(sent);
            }
        });
        assertThat(Ledger.total(stack, "owed")).isPositive();
        clients.forEach(Client::close);
    }

    private static Set<String> numbers(Client client) {
        Set<String> numbers = new HashSet<>();
        client.events("item_added")
                .forEach(event -> numbers.add(event.get("data").asText()));
        return numbers;
    }

    private static Set<String> ids(Client client) {
        Set<String> ids = new HashSet<>();
        client.events("item_added").forEach(event -> ids.add(event.get("id").asText()));
        return ids;
    }
}
