package herald.local.stack.queues;

import static herald.local.stack.queues.RunningQueues.QueueDraft.standard;
import static herald.local.stack.queues.RunningQueues.function;
import static herald.local.stack.queues.RunningQueues.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import herald.local.stack.lambda.Functions;
import herald.local.stack.lambda.InvocationResult;
import herald.local.stack.weather.Chance;
import herald.local.stack.weather.Fault;
import herald.local.template.spec.EventSourceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class EventSourceTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration NO_WINDOW = Duration.ZERO;

    @TempDir
    private static Path state;

    private static RunningQueues running;
    private final List<EventSource> sources = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        running = RunningQueues.start(
                state,
                standard("Shape"),
                standard("Windowed"),
                standard("Slow").visibility(Duration.ofMinutes(1)),
                standard("Partial").visibility(Duration.ofSeconds(2)),
                standard("Failing"),
                standard("Poisoned").deadLetters("Dead", 2),
                standard("Dead"),
                standard("Stopped").visibility(Duration.ofMinutes(10)),
                standard("Busy").visibility(Duration.ofMinutes(1)),
                standard("Narrow").visibility(Duration.ofMinutes(1)),
                standard("Twice").visibility(Duration.ofMinutes(1)));
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @BeforeEach
    void forgetSources() {
        sources.clear();
        running.weather.change(List.of());
    }

    @AfterEach
    void stopSources() {
        sources.forEach(EventSource::close);
    }

    private EventSource start(EventSourceSpec spec, Functions functions) {
        EventSource source = EventSource.start(spec, function(), functions, running.queues);
        sources.add(source);
        return source;
    }

    @Test
    void anEventHasTheShapeOfLambdas() throws Exception {
        ScriptedFunction function = ScriptedFunction.returning("null");
        String id = running.send("Shape", "{\"n\":1}", request -> {
            ObjectNode attributes = request.putObject("MessageAttributes");
            attributes.putObject("event").put("DataType", "String").put("StringValue", "item_added");
            attributes.putObject("blob").put("DataType", "Binary").put("BinaryValue", "AQI=");
        });
        start(source("Shape", 10, NO_WINDOW, false), function);
        await().atMost(LONG).until(() -> !function.events.isEmpty());

        JsonNode message = function.events.getFirst().path("Records").path(0);
        assertThat(fieldNames(message))
                .containsExactly(
                        "messageId",
                        "receiptHandle",
                        "body",
                        "attributes",
                        "messageAttributes",
                        "md5OfBody",
                        "md5OfMessageAttributes",
                        "eventSource",
                        "eventSourceARN",
                        "awsRegion");
        assertThat(message.path("messageId").asText()).isEqualTo(id);
        assertThat(message.path("body").asText()).isEqualTo("{\"n\":1}");
        assertThat(message.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(message.path("eventSourceARN").asText()).isEqualTo("arn:aws:sqs:us-east-1:000000000000:local-Shape");
        assertThat(message.path("awsRegion").asText()).isEqualTo("us-east-1");
        assertThat(message.path("md5OfBody").asText()).hasSize(32);
        assertThat(message.path("md5OfMessageAttributes").asText()).hasSize(32);
        assertThat(message.path("messageAttributes").path("event"))
                .hasToString("{\"stringValue\":\"item_added\",\"stringListValues\":[],\"binaryListValues\":[],"
                        + "\"dataType\":\"String\"}");
        assertThat(message.path("messageAttributes").path("blob"))
                .hasToString("{\"binaryValue\":\"AQI=\",\"stringListValues\":[],\"binaryListValues\":[],"
                        + "\"dataType\":\"Binary\"}");
        assertThat(fieldNames(message.path("attributes")))
                .containsExactlyInAnyOrder(
                        "ApproximateReceiveCount", "SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp");
        await().atMost(LONG).until(() -> running.depth("Shape") == 0);
    }

    @Test
    void aWindowCollectsUntilItCloses() throws Exception {
        ScriptedFunction function = ScriptedFunction.returning("null");
        start(source("Windowed", 100, Duration.ofSeconds(2), false), function);
        for (int number = 0; number < 25; number++) {
            running.send("Windowed", String.valueOf(number));
        }
        await().atMost(LONG).until(() -> function.bodies().size() == 25);
        assertThat(function.events.getFirst().path("Records")).hasSizeGreaterThan(10);
        assertThat(function.events
                        .getFirst()
                        .path("Records")
                        .path(0)
                        .path("md5OfMessageAttributes")
                        .isNull())
                .isTrue();
        await().atMost(LONG).until(() -> running.depth("Windowed") == 0);
    }

    @Test
    void reportedItemsComeAgainAfterTheVisibilityTimeoutAndTheOthersAreDeleted() throws Exception {
        AtomicInteger invocations = new AtomicInteger();
        List<Long> seen = new ArrayList<>();
        ScriptedFunction function = new ScriptedFunction(event -> {
            seen.add(System.nanoTime());
            String id = "";
            for (JsonNode message : event.path("Records")) {
                if (message.path("body").asText().equals("bad")) {
                    id = message.path("messageId").asText();
                }
            }
            boolean fail = !id.isEmpty() && invocations.incrementAndGet() == 1;
            String failures = fail ? "{\"itemIdentifier\":\"" + id + "\"}" : "";
            return CompletableFuture.completedFuture(
                    ScriptedFunction.returned("{\"batchItemFailures\":[" + failures + "]}"));
        });
        running.send("Partial", "good");
        running.send("Partial", "bad");
        running.send("Partial", "fine");
        start(source("Partial", 10, NO_WINDOW, true), function);

        await().atMost(LONG).until(() -> running.depth("Partial") == 0);
        assertThat(function.bodies()).containsExactlyInAnyOrder("good", "bad", "fine", "bad");
        assertThat(seen.getLast() - seen.getFirst()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1_900));
    }

    @Test
    void aBatchComesAgainAfterAnException() throws Exception {
        AtomicInteger invocations = new AtomicInteger();
        ScriptedFunction function = new ScriptedFunction(event -> CompletableFuture.completedFuture(
                invocations.incrementAndGet() == 1
                        ? new InvocationResult.Failed("java.lang.IllegalStateException", "no")
                        : ScriptedFunction.returned("null")));
        running.send("Failing", "again");
        start(source("Failing", 10, NO_WINDOW, true), function);

        await().atMost(LONG).until(() -> running.depth("Failing") == 0);
        assertThat(function.bodies()).containsExactly("again", "again");
        assertThat(function.events
                        .getLast()
                        .at("/Records/0/attributes/ApproximateReceiveCount")
                        .asText())
                .isEqualTo("2");
    }

    @Test
    void aMessageThatKeepsFailingEndsInTheDeadLetterQueue() throws Exception {
        ScriptedFunction function = ScriptedFunction.answering(new InvocationResult.TimedOut("Task timed out"));
        String id = running.send("Poisoned", "poison");
        start(source("Poisoned", 10, NO_WINDOW, true), function);

        await().atMost(LONG).until(() -> running.depth("Dead") == 1);
        assertThat(running.receive("Dead", 1).path(0).path("MessageId").asText())
                .isEqualTo(id);
        assertThat(function.bodies()).hasSize(2);
        assertThat(running.depth("Poisoned")).isZero();
    }

    @Test
    void atMostFiveBatchesAreWithTheFunction() throws Exception {
        CompletableFuture<InvocationResult> gate = new CompletableFuture<>();
        ScriptedFunction function = new ScriptedFunction(event -> gate);
        for (int number = 0; number < 8; number++) {
            running.send("Busy", String.valueOf(number));
        }
        start(source("Busy", 1, NO_WINDOW, false), function);
        await().atMost(LONG).until(() -> function.events.size() == 5);
        await().during(Duration.ofMillis(500)).atMost(LONG).until(() -> function.events.size() == 5);
        gate.complete(ScriptedFunction.returned("null"));
        await().atMost(LONG).until(() -> running.depth("Busy") == 0);
        assertThat(function.events).hasSize(8);
    }

    @Test
    void noMoreBatchesAreWithTheFunctionThanTheTemplateAllows() throws Exception {
        CompletableFuture<InvocationResult> gate = new CompletableFuture<>();
        ScriptedFunction function = new ScriptedFunction(event -> gate);
        for (int number = 0; number < 6; number++) {
            running.send("Narrow", String.valueOf(number));
        }
        EventSourceSpec any = source("Narrow", 1, NO_WINDOW, false);
        start(
                new EventSourceSpec(
                        any.id(), any.function(), any.queue(), 1, NO_WINDOW, false, OptionalInt.of(2), true),
                function);
        await().atMost(LONG).until(() -> function.events.size() == 2);
        await().during(Duration.ofMillis(500)).atMost(LONG).until(() -> function.events.size() == 2);
        gate.complete(ScriptedFunction.returned("null"));
        await().atMost(LONG).until(() -> running.depth("Narrow") == 0);
        assertThat(function.events).hasSize(6);
    }

    @Test
    void aHandledMessageIsDeliveredOnceMoreIfThatIsAskedFor() throws Exception {
        running.weather.change(List.of(Chance.of(Fault.DUPLICATE, 1)));
        ScriptedFunction function = ScriptedFunction.returning("null");
        String id = running.send("Twice", "twice");
        EventSource source = start(source("Twice", 10, NO_WINDOW, true), function);

        await().atMost(LONG).until(() -> function.events.size() == 2);
        assertThat(function.bodies()).containsExactly("twice", "twice");
        assertThat(function.events)
                .allSatisfy(event ->
                        assertThat(event.at("/Records/0/messageId").asText()).isEqualTo(id));
        assertThat(function.events.stream()
                        .map(event -> event.at("/Records/0/attributes/ApproximateReceiveCount")
                                .asText()))
                .containsExactly("1", "2");
        assertThat(running.depth("Twice")).isZero();
        source.stop();
        assertThat(source.awaitIdle(LONG)).isTrue();
        assertThat(function.events).hasSize(2);
        assertThat(running.weather.happened()).containsEntry(Fault.DUPLICATE, 1L);
    }

    @Test
    void whatWasCollectedWhenItStopsGoesBackToTheQueue() throws Exception {
        ScriptedFunction function = ScriptedFunction.returning("null");
        running.send("Stopped", "collected");
        EventSource source = start(source("Stopped", 100, Duration.ofMinutes(5), false), function);
        await().atMost(LONG).until(() -> inFlight("Stopped") == 1);
        source.stop();
        await().atMost(LONG).until(() -> inFlight("Stopped") == 0);
        assertThat(running.depth("Stopped")).isEqualTo(1);
        assertThat(function.events).isEmpty();
    }

    @Test
    void aStoppedSourceIsIdleWhenWhatItHasIsSettled() throws Exception {
        CompletableFuture<InvocationResult> gate = new CompletableFuture<>();
        ScriptedFunction function = new ScriptedFunction(event -> gate);
        running.send("Slow", "slow");
        EventSource source = start(source("Slow", 10, NO_WINDOW, false), function);
        await().atMost(LONG).until(() -> function.events.size() == 1);
        source.stop();
        assertThat(source.awaitIdle(Duration.ofMillis(50))).isFalse();
        gate.complete(ScriptedFunction.returned("null"));
        assertThat(source.awaitIdle(LONG)).isTrue();
        assertThat(running.depth("Slow")).isZero();
    }

    private static long inFlight(String queue) throws Exception {
        ObjectNode request = herald.local.stack.wire.AwsJson.object().put("QueueUrl", running.url(queue));
        request.putArray("AttributeNames").add("All");
        return running.call("GetQueueAttributes", request)
                .at("/Attributes/ApproximateNumberOfMessagesNotVisible")
                .asLong();
    }

    private static List<String> fieldNames(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
