package herald.queues;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@link DeliveryQueue} in memory, which can be told to fail. Thread-safe. */
public final class MemoryDeliveryQueue implements DeliveryQueue {

    private final List<DeliveryMessage> messages = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    public void fail() {
        failing = true;
    }

    public List<DeliveryMessage> messages() {
        return List.copyOf(messages);
    }

    public List<DeliveryMessage.Owed> owed() {
        return messages.stream()
                .filter(DeliveryMessage.Owed.class::isInstance)
                .map(DeliveryMessage.Owed.class::cast)
                .toList();
    }

    public List<DeliveryMessage.Continuation> continuations() {
        return messages.stream()
                .filter(DeliveryMessage.Continuation.class::isInstance)
                .map(DeliveryMessage.Continuation.class::cast)
                .toList();
    }

    @Override
    public CompletableFuture<Void> send(List<? extends DeliveryMessage> more) {
        if (failing) {
            return CompletableFuture.failedFuture(new IllegalStateException("the queue is away"));
        }
        messages.addAll(more);
        return CompletableFuture.completedFuture(null);
    }
}
