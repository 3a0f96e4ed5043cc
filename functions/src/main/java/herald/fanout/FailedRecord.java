package herald.fanout;

import herald.queues.Receipt;
import java.time.Duration;

/**
 * A queue record that has to come back.
 *
 * @param reason for the log; quotes no payload
 * @param after when it should come back
 */
public record FailedRecord(Receipt receipt, String reason, Duration after) {}
