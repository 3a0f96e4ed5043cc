package herald.local.stack.queues;

import static herald.local.stack.queues.RunningQueues.QueueDraft.fifo;
import static herald.local.stack.queues.RunningQueues.QueueDraft.standard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import herald.local.stack.wire.AwsJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class QueuesTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path state;

    @Test
    void messagesSurviveARestart() throws Exception {
        String id;
        try (RunningQueues first = RunningQueues.start(state, standard("Items"))) {
            id = first.send(
                    "Items",
                    "kept",
                    request -> request.putObject("MessageAttributes")
                            .putObject("event")
                            .put("DataType", "String.custom")
                            .put("StringValue", "item_added"));
            first.send("Items", "deleted");
            delete(first, "Items", "deleted");
        }
        try (RunningQueues second = RunningQueues.start(state, standard("Items"))) {
            JsonNode messages = second.receive("Items", 10);
            assertThat(messages).hasSize(1);
            assertThat(messages.path(0).path("MessageId").asText()).isEqualTo(id);
            assertThat(messages.path(0).path("Body").asText()).isEqualTo("kept");
            assertThat(messages.path(0).path("MessageAttributes"))
                    .hasToString("{\"event\":{\"DataType\":\"String.custom\",\"StringValue\":\"item_added\"}}");
        }
    }

    @Test
    void whatWasInFlightIsVisibleAgainAfterARestartAndItsReceivesCount() throws Exception {
        try (RunningQueues first = RunningQueues.start(state, standard("Items").visibility(Duration.ofHours(1)))) {
            first.send("Items", "in flight");
            assertThat(first.receive("Items", 1)).hasSize(1);
        }
        try (RunningQueues second = RunningQueues.start(state, standard("Items").visibility(Duration.ofHours(1)))) {
            assertThat(second.receive("Items", 1)
                            .at("/0/Attributes/ApproximateReceiveCount")
                            .asText())
                    .isEqualTo("2");
        }
    }

    @Test
    void aDelaySurvivesARestart() throws Exception {
        try (RunningQueues first = RunningQueues.start(state, standard("Items"))) {
            first.send("Items", "later", request -> request.put("DelaySeconds", 600));
        }
        try (RunningQueues second = RunningQueues.start(state, standard("Items"))) {
            assertThat(second.receive("Items", 1)).isEmpty();
            assertThat(second.depth("Items")).isEqualTo(1);
        }
    }

    /** ElasticMQ is busy with such a poll all the time; that must not be all that it does. */
    @Test
    void longPollsThatWaitForAGroupKeepNobodyElseWaiting() throws Exception {
        List<String> ordered = List.of("First", "Second", "Third", "Fourth");
        Duration hour = Duration.ofHours(1);
        RunningQueues.QueueDraft[] drafts = Stream.concat(
                        Stream.of(standard("Items")), ordered.stream().map(id -> fifo(id).visibility(hour)))
                .toArray(RunningQueues.QueueDraft[]::new);
        try (RunningQueues running = RunningQueues.start(state, drafts);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> polls = new ArrayList<>();
            for (String queue : ordered) {
                running.sendToGroup(queue, "g", "1");
                running.sendToGroup(queue, "g", "2");
                assertThat(running.receive(queue, 1)).hasSize(1);
                polls.add(threads.submit(() -> running.receive(queue, 1, Duration.ofSeconds(5))));
            }
            while (polls.stream().anyMatch(poll -> !poll.isDone())) {
                running.send("Items", "meanwhile");
                assertThat(running.receive("Items", 1)).hasSize(1);
            }
            for (Future<JsonNode> poll : polls) {
                assertThat(poll.get()).isEmpty();
            }
        }
    }

    @Test
    void groupsKeepTheirOrderOverARestart() throws Exception {
        List<String> sent = new ArrayList<>();
        try (RunningQueues first = RunningQueues.start(state, fifo("Items"))) {
            for (int number = 0; number < 30; number++) {
                first.sendToGroup("Items", "g", "m" + number);
                sent.add("m" + number);
            }
            first.receive("Items", 5);
        }
        List<String> got = new ArrayList<>();
        try (RunningQueues second = RunningQueues.start(state, fifo("Items").visibility(Duration.ofMinutes(1)))) {
            await().atMost(LONG).until(() -> {
                for (JsonNode message : second.receive("Items", 10)) {
                    got.add(message.path("Body").asText());
                    delete(second, "Items", message);
                }
                return second.depth("Items") == 0;
            });
        }
        assertThat(got).isEqualTo(sent);
    }

    @Test
    void aDeadLetterIsOnlyInTheDeadLetterQueueAfterARestart() throws Exception {
        RunningQueues.QueueDraft items = standard("Items").deadLetters("Dead", 1);
        try (RunningQueues first = RunningQueues.start(state, items, standard("Dead"))) {
            first.send("Items", "poison");
            assertThat(first.receive("Items", 1)).hasSize(1);
            await().atMost(LONG).until(() -> first.receive("Items", 1).isEmpty() && first.depth("Dead") == 1);
        }
        try (RunningQueues second = RunningQueues.start(state, items, standard("Dead"))) {
            assertThat(second.depth("Items")).isZero();
            assertThat(second.depth("Dead")).isEqualTo(1);
        }
    }

    @Test
    void purgedMessagesStayGone() throws Exception {
        try (RunningQueues first = RunningQueues.start(state, standard("Items"))) {
            first.send("Items", "purged");
            first.call("PurgeQueue", AwsJson.object().put("QueueUrl", first.url("Items")));
            first.send("Items", "kept");
        }
        try (RunningQueues second = RunningQueues.start(state, standard("Items"))) {
            assertThat(second.depth("Items")).isEqualTo(1);
        }
    }

    @Test
    void messagesForAQueueThatIsNoMoreAreNotDroppedSilently() throws Exception {
        try (RunningQueues first = RunningQueues.start(state, standard("Old"))) {
            first.send("Old", "left");
        }
        assertThatThrownBy(() -> RunningQueues.start(state, standard("New")))
                .isInstanceOf(QueuesFailure.class)
                .hasMessageContaining("local-Old")
                .hasMessageContaining("--fresh");
    }

    @Test
    void forgottenMessagesAreGone() throws Exception {
        try (RunningQueues first = RunningQueues.start(state, standard("Items"))) {
            first.send("Items", "left");
        }
        Queues.forget(state);
        try (RunningQueues second = RunningQueues.start(state, standard("Items"))) {
            assertThat(second.depth("Items")).isZero();
        }
    }

    @Test
    void depthsTellWaitingAndInFlightMessages() throws Exception {
        try (RunningQueues running = RunningQueues.start(
                state, standard("Items").visibility(LONG).deadLetters("Dead", 3), standard("Dead"))) {
            running.send("Items", "one");
            running.send("Items", "two");
            running.receive("Items", 1);
            await().atMost(LONG)
                    .until(() -> running.queues.depths().latest().getFirst().inFlight() == 1);
            assertThat(running.queues.depths().latest().getFirst().visible()).isEqualTo(1);
            assertThat(running.queues.depths().latest().getLast().deadLetter()).isTrue();
        }
    }

    private static void delete(RunningQueues running, String queue, String body) throws Exception {
        for (JsonNode message : running.receive(queue, 10)) {
            if (message.path("Body").asText().equals(body)) {
                delete(running, queue, message);
            }
        }
    }

    private static void delete(RunningQueues running, String queue, JsonNode message) throws Exception {
        running.call(
                "DeleteMessage",
                AwsJson.object()
                        .put("QueueUrl", running.url(queue))
                        .put("ReceiptHandle", message.path("ReceiptHandle").asText()));
    }
}
