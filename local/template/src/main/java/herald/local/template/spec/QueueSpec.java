package herald.local.template.spec;

import java.time.Duration;
import java.util.Optional;

/**
 * An {@code AWS::SQS::Queue}.
 *
 * @param name physical name; ends in {@code .fifo} exactly if the queue is one
 * @param url where it will be served
 * @param redrive where a message goes that was received too often
 */
public record QueueSpec(
        String id,
        String name,
        String arn,
        String url,
        boolean fifo,
        boolean contentBasedDeduplication,
        Duration visibilityTimeout,
        Duration delay,
        Duration receiveWait,
        Duration retention,
        int maximumMessageBytes,
        Optional<Redrive> redrive) {

    QueueSpec withVisibilityTimeout(Duration timeout) {
        return new QueueSpec(
                id,
                name,
                arn,
                url,
                fifo,
                contentBasedDeduplication,
                timeout,
                delay,
                receiveWait,
                retention,
                maximumMessageBytes,
                redrive);
    }

    /**
     * The dead-letter queue (logical id), to which a message moves that was received more often than
     * {@code maxReceiveCount}.
     */
    public record Redrive(String deadLetterQueue, int maxReceiveCount) {}
}
