package herald.local.template.events;

import herald.local.template.spec.EventSourceSpec;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.spec.QueueSpec;
import herald.local.template.text.Findings;
import herald.local.template.text.Origin;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The remarks on a queue and its function, which work (AWS docs, "Configuring an SQS event source"). */
record EventSourceRemarks(Findings findings, EventSourceSpec source, Origin at) {

    private static final int RECOMMENDED_TIMES = 6;
    private static final int RECOMMENDED_RECEIVES = 5;

    void about(QueueSpec queue, @Nullable FunctionSpec function) {
        if (function != null) {
            aboutPatience(queue, function.timeout());
        }
        if (!source.reportsItemFailures() && source.batchSize() > 1) {
            findings.remark(
                    at,
                    "has no FunctionResponseTypes: [ReportBatchItemFailures], so that one failed message brings its whole"
                            + " batch back");
        }
        var redrive = queue.redrive();
        if (redrive.isEmpty()) {
            findings.remark(
                    at,
                    "queue " + queue.id() + " has no dead-letter queue: a message that always fails comes back until it"
                            + " expires");
        } else if (redrive.get().maxReceiveCount() < RECOMMENDED_RECEIVES) {
            findings.remark(
                    at,
                    "queue " + queue.id() + " gives a message up after "
                            + redrive.get().maxReceiveCount()
                            + " receives, throttled ones counted; AWS recommends 5 or more");
        }
    }

    private void aboutPatience(QueueSpec queue, Duration timeout) {
        var visibility = queue.visibilityTimeout();
        var recommended = timeout.multipliedBy(RECOMMENDED_TIMES).plus(source.window());
        if (timeout.compareTo(visibility) <= 0 && visibility.compareTo(recommended) < 0) {
            findings.remark(
                    at,
                    "queue " + queue.id() + " has a VisibilityTimeout of " + visibility.toSeconds()
                            + " s; AWS recommends " + recommended.toSeconds()
                            + " s, six times the function's timeout and the batching window");
        }
    }
}
