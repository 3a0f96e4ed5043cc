package herald.queues;

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
     * @param event its name
     * @param channel its audience
     * @param deduplication the same for two attempts at the same thing; of use on a FIFO queue only
     */
    CompletableFuture<Void> send(String event, RawJson data, String channel, String deduplication);
}
