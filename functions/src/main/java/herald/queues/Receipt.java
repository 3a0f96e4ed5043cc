package herald.queues;

import java.util.Optional;

/**
 * What SQS knows of a record that was received.
 *
 * @param handle what names this receive to SQS
 * @param receives how often it has been received, this time included
 * @param group the message group, on a FIFO queue
 */
public record Receipt(String messageId, String handle, int receives, Optional<String> group) {}
