package herald;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import herald.fanout.FailedRecord;
import herald.fanout.FanOut;
import herald.fanout.Tally;
import herald.invocation.TimeReserve;
import herald.publications.ReadResult;
import herald.queues.DeliveryMessageReader;
import herald.queues.Receipt;
import herald.queues.ReceivedRecord;
import herald.queues.Visibility;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The Lambda function behind both queues: publications to everybody, and what is left of earlier ones. Returns when the
 * last post is settled, always before its timeout, and names the records that have to come back.
 */
public final class BroadcastFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {

    /** For the last calls to settle and the answer to leave, when all else has gone wrong. */
    private static final Duration MARGIN = Duration.ofMillis(400);

    private final Settings.ForBroadcast settings;
    private final Priming<Wiring.Fan> priming;

    public BroadcastFunction() {
        this(Settings.forBroadcast());
    }

    BroadcastFunction(Settings.ForBroadcast settings) {
        this(settings, () -> Wiring.fan(settings));
    }

    /** @param build makes what stands behind it, again after a snapshot and after an invocation that overran */
    BroadcastFunction(Settings.ForBroadcast settings, Supplier<Wiring.Fan> build) {
        JsonLines.install();
        this.settings = settings;
        priming = settings.platform().snapshot()
                ? Priming.beforeSnapshot(build, patience -> Rehearsal.fan(settings, patience))
                : Priming.withoutSnapshot(build, Exercises::fan);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<SQSMessage> records = event.getRecords();
        boolean delivery = Optional.ofNullable(records.getFirst().getEventSourceArn())
                .filter(settings.deliveryQueue()::isNamedBy)
                .isPresent();
        var tally = new Tally();
        var log = new InvocationLog("BroadcastFunction", context.getAwsRequestId())
                .with("queue", delivery ? "delivery" : "publish")
                .with("records", records.size());
        var call = new Call(priming.parts(), delivery, context);
        List<FailedRecord> failures = failures(call, records, tally);
        failures.forEach(failure -> log(failure, context));
        comeBackSooner(call, failures);
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

    /** Those that the queue does not give out once more, but moves. */
    private long deadLettered(boolean delivery, List<FailedRecord> failures) {
        int last = delivery
                ? settings.lastReceive().ofDeliveries()
                : settings.lastReceive().ofPublications();
        return failures.stream()
                .filter(failure -> failure.receipt().receives() >= last)
                .count();
    }

    /** How long ago the oldest of them was sent; 0 if they don't say. */
    private static long ageMillis(List<SQSMessage> records) {
        long now = System.currentTimeMillis();
        return records.stream()
                .map(record -> Optional.ofNullable(record.getAttributes()).map(named -> named.get("SentTimestamp")))
                .flatMap(Optional::stream)
                .mapToLong(sent -> Math.max(0, now - Long.parseLong(sent)))
                .max()
                .orElse(0);
    }

    /** One invocation: what serves it, even if that is discarded meanwhile, and which queue it is for. */
    private record Call(Wiring.Fan fan, boolean delivery, Context context) {

        Duration left() {
            return BroadcastFunction.left(context);
        }

        Visibility visibility() {
            return delivery ? fan.onDeliveryQueue() : fan.onPublishQueue();
        }
    }

    private List<FailedRecord> failures(Call call, List<SQSMessage> records, Tally tally) {
        var means = new FanOut.Means(new TimeReserve(call::left), tally);
        Wiring.Fan fan = call.fan();
        try {
            CompletableFuture<List<FailedRecord>> done = call.delivery()
                    ? fan.broadcast().deliveries(read(records, DeliveryMessageReader::read), means)
                    : fan.broadcast().publications(read(records, fan.reader()::read), means);
            return done.get(call.left().minus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            priming.discard();
            return all(records, "it took too long");
        } catch (ExecutionException bug) {
            priming.discard();
            return all(records, "a bug: " + bug.getCause());
        } catch (RuntimeException bug) {
            priming.discard();
            return all(records, "a bug: " + bug);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return all(records, "interrupted");
        }
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

    private static void comeBackSooner(Call call, List<FailedRecord> failures) {
        if (failures.isEmpty()) {
            return;
        }
        List<Visibility.Change> changes = failures.stream()
                .map(failure -> new Visibility.Change(failure.receipt(), failure.after()))
                .toList();
        // As long as there is time: without it a FIFO group stands still for the visibility timeout.
        Duration patience = call.left().minus(MARGIN.dividedBy(2));
        try {
            call.visibility().change(changes).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RuntimeException failed) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("level", "WARN");
            line.put("function", "BroadcastFunction");
            line.put("requestId", call.context().getAwsRequestId());
            line.put("reason", "failed records wait for the queue's visibility timeout: " + failed);
            JsonLines.print(line);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void log(FailedRecord failure, Context context) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("level", "WARN");
        line.put("function", "BroadcastFunction");
        line.put("requestId", context.getAwsRequestId());
        line.put("messageId", failure.receipt().messageId());
        line.put("receives", failure.receipt().receives());
        line.put("reason", failure.reason());
        JsonLines.print(line);
    }

    private static Duration left(Context context) {
        return Duration.ofMillis(context.getRemainingTimeInMillis());
    }
}
