package herald.queues;

import herald.aws.AwsLimits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * When a record that failed comes back: without this, after the whole visibility timeout of its queue.
 *
 * <p>Returns at once and never throws; a failure is a failed future, and does no harm but delay. Thread-safe.
 */
public interface Visibility {

    CompletableFuture<Void> change(List<Change> changes);

    /** This record is to be seen again after this long, which SQS takes in whole seconds, here rounded up, to {@link AwsLimits#SQS_VISIBILITY}. */
    record Change(Receipt receipt, Duration after) {}
}
