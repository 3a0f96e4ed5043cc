package herald.local.template;

import herald.local.template.QueueSpec.Redrive;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::SQS::Queue} (AWS docs, SQS quotas; ranges from the API reference, CreateQueue). */
final class QueueReader {

    private static final String FIFO = ".fifo";
    private static final int LARGEST_MESSAGE = 1_048_576;

    private final Physical physical;
    private final Arns arns;
    private final Place place;

    QueueReader(Physical physical) {
        this.physical = physical;
        this.place = physical.place();
        this.arns = new Arns(place);
    }

    /** @return by logical id */
    Map<String, QueueSpec> read(List<Resource> resources) {
        var idsByArn = new LinkedHashMap<String, String>();
        for (var resource : resources) {
            var other = idsByArn.put(arns.queue(physical.name(resource.declared())), resource.id());
            if (other != null) {
                throw resource.properties().refusal("QueueName", "is the name of " + other + " too");
            }
        }
        var queues = new LinkedHashMap<String, QueueSpec>();
        resources.forEach(resource -> queues.put(resource.id(), queue(resource, idsByArn)));
        resources.forEach(resource -> checkDeadLetters(resource, queues));
        return queues;
    }

    private QueueSpec queue(Resource resource, Map<String, String> idsByArn) {
        var properties = resource.properties();
        var fifo = properties.flag("FifoQueue", false);
        var name = physical.name(resource.declared());
        checkName(properties, name, fifo);
        if (!fifo) {
            for (var only : List.of("ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit")) {
                properties.refuse(only, "is for FIFO queues, and FifoQueue is not true");
            }
        }
        return new QueueSpec(
                resource.id(),
                name,
                arns.queue(name),
                place.queueUrl(name),
                fifo,
                properties.flag("ContentBasedDeduplication", false),
                properties.seconds("VisibilityTimeout", 0, 43_200).orElse(Duration.ofSeconds(30)),
                properties.seconds("DelaySeconds", 0, 900).orElse(Duration.ofSeconds(0)),
                properties.seconds("ReceiveMessageWaitTimeSeconds", 0, 20).orElse(Duration.ofSeconds(0)),
                properties.seconds("MessageRetentionPeriod", 60, 1_209_600).orElse(Duration.ofSeconds(345_600)),
                properties.integer("MaximumMessageSize", 1024, LARGEST_MESSAGE).orElse(LARGEST_MESSAGE),
                redrive(properties, idsByArn));
    }

    private static void checkName(Properties properties, String name, boolean fifo) {
        if (fifo && !name.endsWith(FIFO)) {
            throw properties.refusal("QueueName", name + " must end in .fifo, as FifoQueue is true");
        }
        if (!fifo && name.endsWith(FIFO)) {
            throw properties.refusal("QueueName", name + " ends in .fifo, and FifoQueue is not true");
        }
        var bare = fifo ? name.substring(0, name.length() - FIFO.length()) : name;
        if (!bare.matches("[A-Za-z0-9_-]+") || name.length() > 80) {
            throw properties.refusal("QueueName", name + " is no name: 1 to 80 letters, digits, - and _");
        }
    }

    private static Optional<Redrive> redrive(Properties properties, Map<String, String> idsByArn) {
        var policy = properties
                .value("RedrivePolicy")
                .map(value -> new Properties(JsonText.parsed(value).asFields()));
        if (policy.isEmpty()) {
            return Optional.empty();
        }
        policy.get().only(Set.of("deadLetterTargetArn", "maxReceiveCount"), "RedrivePolicy");
        var arn = policy.get().requiredText("deadLetterTargetArn");
        var deadLetters = idsByArn.get(arn);
        if (deadLetters == null) {
            throw policy.get().refusal("deadLetterTargetArn", arn + " is no queue of this template");
        }
        policy.get().requiredText("maxReceiveCount");
        var count = policy.get().integer("maxReceiveCount", 1, 1000).orElseThrow();
        return Optional.of(new Redrive(deadLetters, count));
    }

    private static void checkDeadLetters(Resource resource, Map<String, QueueSpec> queues) {
        var queue = queues.get(resource.id());
        if (queue == null || queue.redrive().isEmpty()) {
            return;
        }
        var target = queues.get(queue.redrive().get().deadLetterQueue());
        if (target != null && target.fifo() != queue.fifo()) {
            throw resource.properties()
                    .refusal(
                            "RedrivePolicy",
                            "a " + kind(queue) + " queue needs a " + kind(queue) + " dead-letter queue, and "
                                    + target.id() + " is " + kind(target));
        }
    }

    private static String kind(QueueSpec queue) {
        return queue.fifo() ? "FIFO" : "standard";
    }
}
