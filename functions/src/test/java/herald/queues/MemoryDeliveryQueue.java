package herald.queues;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@link DeliveryQueue} in memory, which can be told to fail. Thread-safe. */
public final class MemoryDeliveryQueue implements DeliveryQueue {

    private final List<DeliveryMessage> messages = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> held = new CopyOnWriteArrayList<>();
    private volatile boolean failing;
    private volatile boolean holding;

    public void fail() {
        failing = true;
    }

    /** From now on sends wait for {@link #release}. */
    public void hold() {
        holding = true;
    }

    public void release() {
        holding = false;
        held.forEach(send -> send.complete(null));
    }

    public int held() {
        return held.size();
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
        if (holding) {
            CompletableFuture<Void> send = new CompletableFuture<>();
            held.add(send);
            return send;
        }
        return CompletableFuture.completedFuture(null);
    }
}
