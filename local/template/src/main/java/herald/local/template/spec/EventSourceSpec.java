package herald.local.template.spec;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * An SQS queue that invokes a function (both by logical id): a SAM {@code SQS} event or an
 * {@code AWS::Lambda::EventSourceMapping}.
 *
 * @param id logical id, {@code Function + Event} for a SAM event
 * @param batchSize at most 10,000 on a standard queue, 10 on a FIFO one
 * @param window {@code MaximumBatchingWindowInSeconds}, zero if none
 * @param reportsItemFailures {@code FunctionResponseTypes: [ReportBatchItemFailures]}
 * @param maximumConcurrency {@code ScalingConfig.MaximumConcurrency}
 */
public record EventSourceSpec(
        String id,
        String function,
        String queue,
        int batchSize,
        Duration window,
        boolean reportsItemFailures,
        OptionalInt maximumConcurrency,
        boolean enabled) {}
