package herald.queues;

import herald.publications.ChannelName;
import herald.publications.EventName;
import herald.publications.RawJson;
import java.util.concurrent.CompletableFuture;

/**
 * Where everybody publishes, clients too.
 *
 * <p>Returns at once and never throws; the future is done when the queue has taken the event, and fails if that is not
 * certain. Thread-safe.
 */
public interface PublishQueue {

    /**
     * @param deduplication the same for two attempts at the same thing; of use on a FIFO queue only
     */
    CompletableFuture<Void> send(EventName event, RawJson data, ChannelName channel, String deduplication);
}
