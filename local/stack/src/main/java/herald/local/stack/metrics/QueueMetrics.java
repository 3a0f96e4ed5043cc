package herald.local.stack.metrics;

import herald.local.rules.cloudwatch.AwsMetrics;
import herald.local.rules.cloudwatch.Measurement;
import herald.local.rules.cloudwatch.MetricId;
import herald.local.stack.feed.Sight.QueueDepth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** SQS's metrics of what is in the queues now. Pure. */
final class QueueMetrics {

    private static final String SECONDS = "Seconds";

    private QueueMetrics() {}

    static MetricId id(String name, String queue) {
        return MetricId.of(AwsMetrics.SQS.namespace(), name, Map.of("QueueName", queue));
    }

    static void ofDepths(List<QueueDepth> depths, Consumer<Measurement> kept) {
        for (QueueDepth depth : depths) {
            kept.accept(count(AwsMetrics.VISIBLE, depth.name(), depth.visible()));
            kept.accept(count(AwsMetrics.NOT_VISIBLE, depth.name(), depth.inFlight()));
            kept.accept(count(AwsMetrics.DELAYED, depth.name(), depth.delayed()));
        }
    }

    private static Measurement count(String name, String queue, long count) {
        return new Measurement(id(name, queue), Measurement.COUNT, List.of((double) count));
    }

    /**
     * @param queues names of all
     * @param oldest when the oldest message of each was sent; none for one that is empty, whose age is 0
     */
    static void ofAges(List<String> queues, Map<String, Instant> oldest, Instant now, Consumer<Measurement> kept) {
        for (String queue : queues) {
            Instant sent = oldest.getOrDefault(queue, now);
            long age = Math.max(0, Duration.between(sent, now).toSeconds());
            kept.accept(new Measurement(id(AwsMetrics.AGE, queue), SECONDS, List.of((double) age)));
        }
    }
}
