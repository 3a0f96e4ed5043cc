package herald.local.stack.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import herald.local.stack.feed.Feed;
import herald.local.stack.feed.Sight.QueueDepth;
import herald.local.stack.wire.AwsJson;
import herald.local.stack.wire.AwsRefusal;
import herald.local.template.spec.QueueSpec;
import herald.local.template.spec.Template;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** The numbers of messages in each queue, for the console. Thread-safe. */
public final class QueueDepths {

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofMillis(500);

    private final AwsJson wire;
    private final List<QueueSpec> queues;
    private final Set<String> deadLetterQueues;
    private final Feed feed;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile List<QueueDepth> latest;
    private volatile long askedAtNanos = System.nanoTime() - FRESH.toNanos();

    QueueDepths(AwsJson wire, Template template, Feed feed) {
        this.wire = wire;
        this.queues = List.copyOf(template.queues().values());
        this.deadLetterQueues = template.queues().values().stream()
                .flatMap(queue -> queue.redrive().stream())
                .map(QueueSpec.Redrive::deadLetterQueue)
                .collect(Collectors.toSet());
        this.feed = feed;
        this.latest =
                queues.stream().map(queue -> depth(queue, AwsJson.object())).toList();
    }

    /** Returns the depths as last asked for, in the template's order; asks again if that was a while ago. */
    public List<QueueDepth> latest() {
        boolean old = System.nanoTime() - askedAtNanos >= FRESH.toNanos();
        if (old && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("queue-depths").start(this::ask);
        }
        return latest;
    }

    private void ask() {
        try {
            List<QueueDepth> depths = new ArrayList<>();
            for (QueueSpec queue : queues) {
                ObjectNode request = AwsJson.object().put("QueueUrl", queue.url());
                request.putArray("AttributeNames").add("All");
                depths.add(depth(
                        queue, wire.call("GetQueueAttributes", request, ANSWER).path("Attributes")));
            }
            latest = List.copyOf(depths);
        } catch (IOException | AwsRefusal failure) {
            feed.problem("queues", "depths are not known: " + failure.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            askedAtNanos = System.nanoTime();
            asking.set(false);
        }
    }

    private QueueDepth depth(QueueSpec queue, JsonNode attributes) {
        return new QueueDepth(
                queue.id(),
                queue.name(),
                deadLetterQueues.contains(queue.id()),
                attributes.path("ApproximateNumberOfMessages").asLong(),
                attributes.path("ApproximateNumberOfMessagesNotVisible").asLong(),
                attributes.path("ApproximateNumberOfMessagesDelayed").asLong());
    }
}
