package herald;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import herald.fanout.FailedRecord;
import herald.fanout.Means;
import herald.fanout.Tally;
import herald.invocation.TimeReserve;
import herald.publications.ReadResult;
import herald.queues.DeliveryMessageReader;
import herald.queues.Receipt;
import herald.queues.ReceivedRecord;
import herald.queues.Visibility;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The Lambda function behind both queues: publications to everybody, and what is left of earlier ones. Returns when the
 * last post is settled, always before its timeout, and names the records that have to come back.
 */
public final class BroadcastFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final Settings.ForBroadcast settings;
    private final EntryPoint<Wiring.Fan> entry;

    public BroadcastFunction() {
        var settings = Settings.forBroadcast(Settings.environment());
        this(settings, () -> Wiring.fan(settings));
    }

    /** @param build makes what stands behind it, again after a snapshot and after an invocation that overran */
    BroadcastFunction(Settings.ForBroadcast settings, Supplier<Wiring.Fan> build) {
        JsonLines.install();
        this.settings = settings;
        entry = settings.platform().snapshot()
                ? EntryPoint.beforeSnapshot(build, Rehearsal.ofFan(settings)::run)
                : EntryPoint.withoutSnapshot(build, Exercises::fan);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<SQSMessage> records = event.getRecords();
        boolean delivery = Optional.ofNullable(records.getFirst().getEventSourceArn())
                .filter(settings.queues().delivery().url()::isNamedBy)
                .isPresent();
        var tally = new Tally();
        var log = new InvocationLog("BroadcastFunction", context.getAwsRequestId())
                .with("queue", delivery ? "delivery" : "publish")
                .with("records", records.size());
        Wiring.Fan fan = entry.parts();
        var means = new Means(new TimeReserve(() -> EntryPoint.left(context)), tally);
        List<FailedRecord> failures = entry.run(
                () -> delivery
                        ? fan.broadcast().deliveries(read(records, DeliveryMessageReader::read), means)
                        : fan.broadcast().publications(read(records, fan.reader()::read), means),
                EntryPoint.patience(context),
                reason -> all(records, reason));
        failures.forEach(failure -> log.aside(
                failure.reason(),
                Map.of(
                        "messageId",
                        failure.receipt().messageId(),
                        "receives",
                        failure.receipt().receives())));
        // As long as there is time: without it a FIFO group stands still for the visibility timeout.
        Duration patience = EntryPoint.left(context).minus(EntryPoint.MARGIN.dividedBy(2));
        comeBackSooner(delivery ? fan.onDeliveryQueue() : fan.onPublishQueue(), failures, patience)
                .ifPresent(reason -> log.aside(reason, Map.of()));
        log.with("failedRecords", failures.size())
                .with("deadLettered", deadLettered(delivery, failures))
                .with("ageMs", ageMillis(records))
                .with(tally.counts());
        settings.metrics().ifPresent(metrics -> log.measured(metrics, tally.countsByDialect()));
        failures.stream().findFirst().ifPresent(first -> log.because(first.reason()));
        log.write();
        return new SQSBatchResponse(failures.stream()
                .map(failure -> new BatchItemFailure(failure.receipt().messageId()))
                .toList());
    }

    /** Returns how many of them the queue does not give out once more, but moves. */
    private long deadLettered(boolean delivery, List<FailedRecord> failures) {
        int last = settings.queues().of(delivery).receives();
        return failures.stream()
                .filter(failure -> failure.receipt().receives() >= last)
                .count();
    }

    /** Returns how long ago the oldest of them was sent; 0 if they don't say. */
    private static long ageMillis(List<SQSMessage> records) {
        long now = System.currentTimeMillis();
        return records.stream()
                .map(record -> Optional.ofNullable(record.getAttributes()).map(named -> named.get("SentTimestamp")))
                .flatMap(Optional::stream)
                .mapToLong(sent -> Math.max(0, now - Long.parseLong(sent)))
                .max()
                .orElse(0);
    }

    private static <T> List<ReceivedRecord<T>> read(
            List<SQSMessage> records, Function<SQSMessage, ReadResult<T>> reader) {
        return records.stream()
                .map(record -> new ReceivedRecord<>(receipt(record), reading(record, reader)))
                .toList();
    }

    /** A bug that one record meets must not fail its neighbours with it, time and again until all are dead letters. */
    private static <T> ReadResult<T> reading(SQSMessage record, Function<SQSMessage, ReadResult<T>> reader) {
        try {
            return reader.apply(record);
        } catch (RuntimeException bug) {
            return new ReadResult.Rejection<>("reading it met a bug: " + bug);
        }
    }

    private static Receipt receipt(SQSMessage record) {
        Map<String, String> attributes =
                Optional.ofNullable(record.getAttributes()).orElse(Map.of());
        return new Receipt(
                record.getMessageId(),
                String.valueOf(record.getReceiptHandle()),
                Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1")),
                Optional.ofNullable(attributes.get("MessageGroupId")));
    }

    private static List<FailedRecord> all(List<SQSMessage> records, String reason) {
        return records.stream()
                .map(record -> new FailedRecord(receipt(record), reason, Duration.ofSeconds(10)))
                .toList();
    }

    /** Has records come back sooner than the queue would let them; returns why they don't, if they don't. */
    private static Optional<String> comeBackSooner(Visibility queue, List<FailedRecord> failures, Duration patience) {
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        List<Visibility.Change> changes = failures.stream()
                .map(failure -> new Visibility.Change(failure.receipt(), failure.after()))
                .toList();
        try {
            Mishap.orResult(() -> queue.change(changes), patience);
            return Optional.empty();
        } catch (Mishap mishap) {
            return Optional.of("failed records wait for the queue's visibility timeout: " + mishap.getMessage());
        }
    }
}
