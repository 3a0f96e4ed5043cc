package herald.queues;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Where unfinished work waits.
 *
 * <p>Returns at once and never throws. The future is done when the queue has taken every message, in their order; it
 * fails if that is not certain, and then some may be on the queue nevertheless. Of a message group on a FIFO queue those are
 * its first: none is taken before the ones ahead of it. Thread-safe.
 */
public interface DeliveryQueue {

    /** An {@link DeliveryMessage.Owed} comes back when it is due at the earliest, if the queue can delay. */
    CompletableFuture<Void> send(List<? extends DeliveryMessage> messages);
}
