package herald.local.stack.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import herald.local.stack.feed.Feed;
import herald.local.stack.meter.CostBasis;
import herald.local.stack.meter.Meter;
import herald.local.stack.services.CallsUnderway;
import herald.local.stack.surroundings.Surroundings;
import herald.local.stack.weather.StackClock;
import herald.local.stack.weather.Weather;
import herald.local.stack.wire.AwsJson;
import herald.local.stack.wire.Ports;
import herald.local.template.spec.EventSourceSpec;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.spec.QueueSpec;
import herald.local.template.spec.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Queues of the real kind on a free port, and what a test asks of them. */
final class RunningQueues implements AutoCloseable {

    private static final String ACCOUNT = "000000000000";
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    final Feed feed = new Feed();
    final Weather weather = Weather.fair();
    final Meter meter = new Meter(new CostBasis(Set.of(), Set.of(), Map.of(), List.of()));
    final Queues queues;

    private RunningQueues(int port, Path state, List<QueueSpec> specs) throws Exception {
        Map<String, QueueSpec> byId = new LinkedHashMap<>();
        specs.forEach(spec -> byId.put(spec.id(), spec));
        Template template = new Template(Map.of(), Map.of(), byId, Map.of(), List.of(), List.of(), Map.of());
        QueueSettings settings = new QueueSettings(port, "us-east-1", ACCOUNT, state);
        queues = Queues.start(
                settings,
                template,
                new Surroundings(feed, new StackClock(scheduler), weather, meter, new CallsUnderway()));
    }

    static RunningQueues start(Path state, QueueDraft... drafts) throws Exception {
        int port = Ports.free();
        return new RunningQueues(
                port,
                state,
                List.of(drafts).stream().map(draft -> draft.at(port)).toList());
    }

    /** A queue whose visibility timeout is a second. */
    record QueueDraft(String id, boolean fifo, Duration visibility, Optional<QueueSpec.Redrive> redrive) {

        static QueueDraft standard(String id) {
            return new QueueDraft(id, false, Duration.ofSeconds(1), Optional.empty());
        }

        static QueueDraft fifo(String id) {
            return new QueueDraft(id, true, Duration.ofSeconds(1), Optional.empty());
        }

        QueueDraft visibility(Duration timeout) {
            return new QueueDraft(id, fifo, timeout, redrive);
        }

        QueueDraft deadLetters(String queue, int maxReceiveCount) {
            return new QueueDraft(id, fifo, visibility, Optional.of(new QueueSpec.Redrive(queue, maxReceiveCount)));
        }

        QueueSpec at(int port) {
            String name = "local-" + id + (fifo ? ".fifo" : "");
            return new QueueSpec(
                    id,
                    name,
                    "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + name,
                    "http://127.0.0.1:" + port + "/" + ACCOUNT + "/" + name,
                    fifo,
                    false,
                    visibility,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ofDays(4),
                    1_048_576,
                    redrive);
        }
    }

    static EventSourceSpec source(String queue, int batchSize, Duration window, boolean reports) {
        return new EventSourceSpec(
                "Function" + queue, "Function", queue, batchSize, window, reports, OptionalInt.empty(), true);
    }

    static FunctionSpec function() {
        return new FunctionSpec(
                "Function",
                "local-Function",
                "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:local-Function",
                "$LATEST",
                "java25",
                "probe.Function",
                Path.of("probe.jar"),
                512,
                Duration.ofSeconds(1),
                Map.of(),
                false,
                OptionalInt.empty());
    }

    /** @return the message's id */
    String send(String queue, String body) throws Exception {
        return send(queue, body, request -> {});
    }

    String sendToGroup(String queue, String group, String body) throws Exception {
        return send(
                queue,
                body,
                request -> request.put("MessageGroupId", group).put("MessageDeduplicationId", group + "/" + body));
    }

    String send(String queue, String body, java.util.function.Consumer<ObjectNode> change) throws Exception {
        ObjectNode request = AwsJson.object().put("QueueUrl", url(queue)).put("MessageBody", body);
        change.accept(request);
        return call("SendMessage", request).path("MessageId").asText();
    }

    JsonNode receive(String queue, int most) throws Exception {
        return receive(queue, most, Duration.ZERO);
    }

    /** @param poll how long to wait for a first message; whole seconds */
    JsonNode receive(String queue, int most, Duration poll) throws Exception {
        ObjectNode request = AwsJson.object().put("QueueUrl", url(queue)).put("MaxNumberOfMessages", most);
        request.put("WaitTimeSeconds", poll.toSeconds());
        request.putArray("AttributeNames").add("All");
        request.putArray("MessageAttributeNames").add("All");
        return call("ReceiveMessage", request).path("Messages");
    }

    JsonNode call(String action, ObjectNode request) throws Exception {
        return queues.wire().call(action, request, ANSWER);
    }

    String url(String queue) {
        return queues.spec(queue).url();
    }

    /** @return visible, in flight and delayed messages, added up */
    long depth(String queue) throws Exception {
        ObjectNode request = AwsJson.object().put("QueueUrl", url(queue));
        request.putArray("AttributeNames").add("All");
        JsonNode attributes = call("GetQueueAttributes", request).path("Attributes");
        return attributes.path("ApproximateNumberOfMessages").asLong()
                + attributes.path("ApproximateNumberOfMessagesNotVisible").asLong()
                + attributes.path("ApproximateNumberOfMessagesDelayed").asLong();
    }

    @Override
    public void close() {
        queues.close();
        scheduler.shutdownNow();
    }
}
