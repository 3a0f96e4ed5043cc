package herald.local.template.events;

import herald.local.template.functions.CallSites;
import herald.local.template.functions.Callees;
import herald.local.template.functions.Callees.Callee;
import herald.local.template.resources.Resource;
import herald.local.template.spec.EventSourceSpec;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.spec.QueueSpec;
import herald.local.template.text.Findings;
import herald.local.template.text.NameList;
import herald.local.template.text.Origin;
import herald.local.template.values.Properties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * SQS event sources: a SAM function's {@code Events} and {@code AWS::Lambda::EventSourceMapping} (AWS docs,
 * "Configuring an SQS event source").
 */
public final class EventSourceReader {

    private static final Set<String> SQS_EVENT = NameList.of("""
            BatchSize Enabled FilterCriteria FunctionResponseTypes KmsKeyArn MaximumBatchingWindowInSeconds
            MetricsConfig ProvisionedPollerConfig Queue ScalingConfig
            """);

    /** Properties of event sources that are streams, brokers or databases. */
    private static final Set<String> NOT_SQS = NameList.of("""
            AmazonManagedKafkaEventSourceConfig BisectBatchOnFunctionError DestinationConfig
            DocumentDBEventSourceConfig MaximumRecordAgeInSeconds MaximumRetryAttempts ParallelizationFactor Queues
            SelfManagedEventSource SelfManagedKafkaEventSourceConfig SourceAccessConfigurations StartingPosition
            StartingPositionTimestamp Topics TumblingWindowInSeconds
            """);

    private static final int DEFAULT_BATCH = 10;
    private static final int LARGEST_FIFO_BATCH = 10;
    private static final int LARGEST_BATCH = 10_000;
    private static final int LARGEST_BATCH_WITHOUT_WINDOW = 10;

    private final Findings findings;
    private final Callees callees;
    private final CallSites calls;
    private final Map<String, FunctionSpec> functions;
    private final Map<String, QueueSpec> queuesByArn = new LinkedHashMap<>();
    private final Map<String, String> seen = new LinkedHashMap<>();
    private final List<EventSourceSpec> sources = new ArrayList<>();

    public EventSourceReader(
            Callees callees,
            CallSites calls,
            Map<String, FunctionSpec> functions,
            Map<String, QueueSpec> queues,
            Findings findings) {
        this.findings = findings;
        this.callees = callees;
        this.calls = calls;
        this.functions = functions;
        queues.values().forEach(queue -> queuesByArn.put(queue.arn(), queue));
    }

    public List<EventSourceSpec> read(List<FunctionEvent> events, List<Resource> mappings) {
        events.stream()
                .filter(event -> event.type().equals(FunctionEvent.SQS))
                .forEach(event -> findings.step(() -> add(event)));
        mappings.forEach(mapping -> findings.step(() -> add(mapping)));
        return List.copyOf(sources);
    }

    private void add(Resource mapping) {
        var properties = mapping.properties();
        var at = properties.origin("FunctionName");
        if (!properties.has("EventSourceArn")) {
            properties.refuseToRun("SelfManagedEventSource", "is not run; only SQS queues are event sources here");
        }
        findings.step(() -> refuseOtherSources(properties));
        var callee = findings.tried(() -> callees.find(properties.requiredText("FunctionName"), at));
        callee.ifPresent(known -> add(mapping.id(), known, properties, "EventSourceArn"));
    }

    private static void refuseOtherSources(Properties properties) {
        var arn = properties.requiredText("EventSourceArn");
        if (arn.startsWith("arn:") && !arn.split(":", 6)[2].equals("sqs")) {
            throw properties.notRun("EventSourceArn", arn + " is not run; only SQS queues are event sources here");
        }
    }

    private void add(FunctionEvent event) {
        findings.step(() -> event.properties().only(SQS_EVENT, "an SQS event"));
        // SAM wires its events to the alias that it publishes.
        var function = event.function().id();
        add(event.id(), new Callee(function, callees.published(function)), event.properties(), "Queue");
    }

    private void add(String id, Callee callee, Properties properties, String queueProperty) {
        calls.add(callee, properties.origin());
        var queue = queue(properties, queueProperty);
        findings.step(() -> properties.refuseToRun("FilterCriteria", "is not supported by the stand-in"));
        findings.step(() -> checkPollers(properties));
        NOT_SQS.forEach(name -> findings.step(() -> properties.refuse(name, "is not for SQS queues")));
        var other = seen.put(callee + " " + queue.id(), id);
        if (other != null) {
            throw properties.refusal(
                    queueProperty, queue.id() + " is an event source of " + callee + " already, by " + other);
        }
        findings.step(() -> checkTimeout(callee, queue, properties.origin(queueProperty)));
        var window = findings.tried(
                () -> properties
                        .seconds("MaximumBatchingWindowInSeconds", 0, 300)
                        .orElse(Duration.ZERO),
                Duration.ofSeconds(1));
        var source = new EventSourceSpec(
                id,
                callee.function(),
                queue.id(),
                findings.tried(() -> batchSize(properties, queue, window), 1),
                window,
                findings.tried(() -> reportsItemFailures(properties), true),
                findings.tried(() -> maximumConcurrency(properties), OptionalInt.empty()),
                findings.tried(() -> properties.flag("Enabled", true), true));
        sources.add(source);
        findings.step(() -> checkReserved(source, properties));
        new EventSourceRemarks(findings, source, properties.origin(queueProperty))
                .about(queue, functions.get(callee.function()));
    }

    private void checkPollers(Properties properties) {
        if (properties.has("ProvisionedPollerConfig") && properties.has("ScalingConfig")) {
            throw properties.refusal(
                    "ProvisionedPollerConfig", "can't be combined with ScalingConfig's MaximumConcurrency");
        }
        properties.refuseToRun("ProvisionedPollerConfig", "is not supported by the stand-in");
    }

    /** Lambda refuses an event source that may run more at one time than its function. */
    private void checkReserved(EventSourceSpec source, Properties properties) {
        var function = functions.get(source.function());
        if (function == null || source.maximumConcurrency().isEmpty()) {
            return;
        }
        var most = source.maximumConcurrency().getAsInt();
        if (function.reservedConcurrency().orElse(most) < most) {
            throw properties
                    .map("ScalingConfig")
                    .orElseThrow()
                    .refusal(
                            "MaximumConcurrency",
                            most + " is more than the ReservedConcurrentExecutions of " + function.id() + ", "
                                    + function.reservedConcurrency().getAsInt());
        }
    }

    private QueueSpec queue(Properties properties, String property) {
        var arn = properties.requiredText(property);
        var queue = queuesByArn.get(arn);
        if (queue == null) {
            var hint = queuesByArn.values().stream()
                    .filter(each -> each.url().equals(arn) || each.name().equals(arn))
                    .findFirst()
                    .map(each -> "; its ARN is wanted, !GetAtt " + each.id() + ".Arn")
                    .orElse(", and only its queues are event sources here");
            var sentence = arn + " is no ARN of a queue of this template" + hint;
            throw arn.startsWith("arn:") && arn.split(":", -1).length >= 6
                    ? properties.notRun(property, sentence)
                    : properties.refusal(property, sentence);
        }
        return queue;
    }

    /** Lambda refuses to make such an event source. */
    private void checkTimeout(Callee callee, QueueSpec queue, Origin at) {
        var function = functions.get(callee.function());
        if (function != null && function.timeout().compareTo(queue.visibilityTimeout()) > 0) {
            throw at.refusal("queue " + queue.id() + " has a VisibilityTimeout of "
                    + queue.visibilityTimeout().toSeconds() + " s, less than the "
                    + function.timeout().toSeconds()
                    + " s that function " + function.id() + " may take");
        }
    }

    private static int batchSize(Properties properties, QueueSpec queue, Duration window) {
        var most = queue.fifo() ? LARGEST_FIFO_BATCH : LARGEST_BATCH;
        var size = properties.integer("BatchSize", 1, most).orElse(DEFAULT_BATCH);
        if (queue.fifo() && window.isPositive()) {
            throw properties.refusal(
                    "MaximumBatchingWindowInSeconds", "is not for FIFO queues, and " + queue.id() + " is one");
        }
        if (size > LARGEST_BATCH_WITHOUT_WINDOW && window.isZero()) {
            throw properties.refusal(
                    "BatchSize", size + " is more than 10, which needs a MaximumBatchingWindowInSeconds of 1 or more");
        }
        return size;
    }

    private static boolean reportsItemFailures(Properties properties) {
        var types = properties.texts("FunctionResponseTypes");
        for (var type : types) {
            if (!type.equals("ReportBatchItemFailures")) {
                throw properties.refusal("FunctionResponseTypes", type + " is none; ReportBatchItemFailures is");
            }
        }
        return !types.isEmpty();
    }

    private static OptionalInt maximumConcurrency(Properties properties) {
        var scaling = properties.map("ScalingConfig");
        if (scaling.isEmpty()) {
            return OptionalInt.empty();
        }
        scaling.get().only(Set.of("MaximumConcurrency"), "ScalingConfig");
        return scaling.get().integer("MaximumConcurrency", 2, 1000);
    }
}
