package herald.queues;

import herald.aws.AwsLimits;
import herald.invocation.CallSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/** {@link Visibility} on SQS. Thread-safe. */
public record SqsVisibility(Supplier<SqsAsyncClient> sqs, QueueUrl queue) implements Visibility {

    /** Requests at once: more than an invocation's records need. */
    private static final int AT_ONCE = 20;

    @Override
    public CompletableFuture<Void> change(List<Change> changes) {
        List<List<Change>> batches = changes.stream()
                .gather(Gatherers.windowFixed(AwsLimits.SQS_BATCH_ENTRIES))
                .toList();
        return CallSeries.together(batches, AT_ONCE, this::changeBatch).thenAccept(changed -> {});
    }

    private CompletableFuture<Void> changeBatch(List<Change> changes) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (Change change : changes) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(change.receipt().handle())
                    .visibilityTimeout(wholeSeconds(change.after()))
                    .build());
        }
        return sqs.get()
                .changeMessageVisibilityBatch(
                        request -> request.queueUrl(queue.value()).entries(entries))
                .thenAccept(answer -> {
                    if (!answer.failed().isEmpty()) {
                        throw new IllegalStateException(answer.failed().size() + " not changed, the first: "
                                + answer.failed().getFirst().code());
                    }
                });
    }

    /** Rounded up: what waits for less than a second would come back at once. */
    private static int wholeSeconds(Duration after) {
        return Math.toIntExact(after.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
