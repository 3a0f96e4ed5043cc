package herald.local.stack.queues;

import static herald.local.stack.queues.RunningQueues.QueueDraft.fifo;
import static herald.local.stack.queues.RunningQueues.function;
import static herald.local.stack.queues.RunningQueues.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import herald.local.stack.lambda.Functions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an event source keeps of the order within a message group. */
@Timeout(60)
final class FifoEventSourceTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private static Path state;

    private static RunningQueues running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningQueues.start(
                state,
                fifo("Ordered").visibility(Duration.ofMinutes(1)),
                fifo("Retried").visibility(Duration.ofSeconds(2)));
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void aGroupIsNeverInTwoBatchesAtOneTimeAndKeepsItsOrder() throws Exception {
        Set<String> busy = ConcurrentHashMap.newKeySet();
        AtomicInteger overlaps = new AtomicInteger();
        ScriptedFunction function = new ScriptedFunction(event -> CompletableFuture.supplyAsync(() -> {
            Set<String> groups = ConcurrentHashMap.newKeySet();
            event.path("Records")
                    .forEach(message ->
                            groups.add(message.at("/attributes/MessageGroupId").asText()));
            groups.forEach(group -> overlaps.addAndGet(busy.add(group) ? 0 : 1));
            pause();
            busy.removeAll(groups);
            return ScriptedFunction.returned("{}");
        }));
        try (EventSource _ = start("Ordered", 3, function)) {
            for (int number = 100; number < 130; number++) {
                for (String group : List.of("a", "b", "c")) {
                    running.sendToGroup("Ordered", group, group + number);
                }
            }
            await().atMost(LONG).until(() -> running.depth("Ordered") == 0);
        }
        assertThat(overlaps).hasValue(0);
        assertThat(function.bodies()).hasSize(90);
        for (String group : List.of("a", "b", "c")) {
            assertThat(function.bodies().stream().filter(body -> body.startsWith(group)))
                    .isSorted();
        }
        assertThat(fieldNames(function.events.getFirst().at("/Records/0/attributes")))
                .contains("MessageGroupId", "MessageDeduplicationId", "SequenceNumber");
    }

    @Test
    void aFailedItemHoldsItsGroupBackUntilItIsDone() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        ScriptedFunction function = new ScriptedFunction(event -> {
            JsonNode first = event.path("Records").path(0);
            boolean fail = first.path("body").asText().equals("a1") && failures.getAndIncrement() == 0;
            StringBuilder failed = new StringBuilder();
            if (fail) {
                event.path("Records")
                        .forEach(message -> failed.append(failed.isEmpty() ? "" : ",")
                                .append("{\"itemIdentifier\":\"")
                                .append(message.path("messageId").asText())
                                .append("\"}"));
            }
            return CompletableFuture.completedFuture(
                    ScriptedFunction.returned("{\"batchItemFailures\":[" + failed + "]}"));
        });
        running.sendToGroup("Retried", "a", "a1");
        running.sendToGroup("Retried", "a", "a2");
        running.sendToGroup("Retried", "a", "a3");
        try (EventSource _ = start("Retried", 2, function)) {
            await().atMost(LONG).until(() -> running.depth("Retried") == 0);
        }
        assertThat(function.bodies()).containsExactly("a1", "a2", "a1", "a2", "a3");
    }

    private static EventSource start(String queue, int batchSize, Functions functions) {
        return EventSource.start(source(queue, batchSize, Duration.ZERO, true), function(), functions, running.queues);
    }

    private static List<String> fieldNames(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
