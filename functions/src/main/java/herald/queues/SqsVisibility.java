package herald.queues;

import herald.aws.AwsLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/** {@link Visibility} on SQS. Thread-safe. */
public final class SqsVisibility implements Visibility {

    private final Supplier<SqsAsyncClient> sqs;
    private final QueueUrl queue;

    public SqsVisibility(Supplier<SqsAsyncClient> sqs, QueueUrl queue) {
        this.sqs = sqs;
        this.queue = queue;
    }

    @Override
    public CompletableFuture<Void> change(List<Change> changes) {
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        int most = AwsLimits.SQS_BATCH_ENTRIES;
        for (int from = 0; from < changes.size(); from += most) {
            calls.add(changeBatch(changes.subList(from, Math.min(from + most, changes.size()))));
        }
        return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new));
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
