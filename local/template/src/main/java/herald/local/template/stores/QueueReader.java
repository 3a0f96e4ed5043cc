package herald.local.template.stores;

import herald.local.template.resources.PhysicalNames;
import herald.local.template.resources.Resource;
import herald.local.template.spec.QueueSpec;
import herald.local.template.spec.QueueSpec.Redrive;
import herald.local.template.text.Findings;
import herald.local.template.text.JsonText;
import herald.local.template.values.Properties;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::SQS::Queue} (AWS docs, SQS quotas; ranges from the API reference, CreateQueue). */
public record QueueReader(PhysicalNames physical, Findings findings) {

    private static final String FIFO = ".fifo";
    private static final int LARGEST_MESSAGE = 1_048_576;
    private static final String RETENTION = "MessageRetentionPeriod";
    private static final int SHORTEST_RETENTION = 60;

    /** The ARN of a queue, of this stack or another. */
    private static final String ANY_QUEUE = "arn:aws[a-z-]*:sqs:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]+(\\.fifo)?";

    /** Returns the queues by logical id. */
    public Map<String, QueueSpec> read(List<Resource> resources) {
        var idsByArn = new LinkedHashMap<String, String>();
        for (var resource : resources) {
            var other = idsByArn.putIfAbsent(physical.arns().queue(physical.name(resource.declared())), resource.id());
            if (other != null) {
                findings.refuse(resource.properties().origin("QueueName"), "is the name of " + other + " too");
            }
        }
        var queues = new LinkedHashMap<String, QueueSpec>();
        resources.forEach(resource -> queues.put(resource.id(), queue(resource, idsByArn)));
        resources.forEach(resource -> findings.step(() -> checkDeadLetters(resource, queues)));
        return queues;
    }

    private QueueSpec queue(Resource resource, Map<String, String> idsByArn) {
        var properties = resource.properties();
        var fifo = findings.tried(() -> properties.flag("FifoQueue", false), false);
        var name = physical.name(resource.declared());
        findings.step(() -> checkName(properties, name, fifo));
        if (!fifo) {
            for (var only : List.of("ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit")) {
                findings.step(() -> properties.refuse(only, "is for FIFO queues, and FifoQueue is not true"));
            }
        }
        return spec(resource, name, fifo, findings.tried(() -> redrive(resource, idsByArn), Optional.empty()));
    }

    private QueueSpec spec(Resource resource, String name, boolean fifo, Optional<Redrive> redrive) {
        var properties = resource.properties();
        return new QueueSpec(
                resource.id(),
                name,
                physical.arns().queue(name),
                physical.place().queueUrl(name),
                fifo,
                findings.tried(() -> properties.flag("ContentBasedDeduplication", false), false),
                seconds(properties, "VisibilityTimeout", 43_200, 30),
                seconds(properties, "DelaySeconds", 900, 0),
                seconds(properties, "ReceiveMessageWaitTimeSeconds", 20, 0),
                seconds(properties, RETENTION, 1_209_600, 345_600),
                findings.tried(
                        () -> properties.integer("MaximumMessageSize", 1024, LARGEST_MESSAGE, LARGEST_MESSAGE),
                        LARGEST_MESSAGE),
                redrive);
    }

    private Duration seconds(Properties properties, String name, int most, int otherwise) {
        var least = name.equals(RETENTION) ? SHORTEST_RETENTION : 0;
        var duration = findings.tried(() -> properties.seconds(name, least, most), Optional.<Duration>empty());
        return duration.orElse(Duration.ofSeconds(otherwise));
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

    private static Optional<Redrive> redrive(Resource resource, Map<String, String> idsByArn) {
        var policy = resource.properties()
                .value("RedrivePolicy")
                .map(value -> new Properties(JsonText.parsed(value).asFields()));
        if (policy.isEmpty()) {
            return Optional.empty();
        }
        policy.get().only(Set.of("deadLetterTargetArn", "maxReceiveCount"), "RedrivePolicy");
        var arn = policy.get().requiredText("deadLetterTargetArn");
        var deadLetters = idsByArn.get(arn);
        if (deadLetters == null) {
            var sentence = arn + " is no queue of this template";
            throw arn.matches(ANY_QUEUE)
                    ? policy.get().notRun("deadLetterTargetArn", sentence)
                    : policy.get().refusal("deadLetterTargetArn", sentence + ", and no ARN of a queue");
        }
        if (deadLetters.equals(resource.id())) {
            throw policy.get().refusal("deadLetterTargetArn", "is the queue itself");
        }
        return Optional.of(new Redrive(deadLetters, policy.get().requiredInteger("maxReceiveCount", 1, 1000)));
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
