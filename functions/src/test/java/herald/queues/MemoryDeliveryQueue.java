package herald.queues;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** {@link DeliveryQueue} in memory, which can be told to fail. Thread-safe. */
public final class MemoryDeliveryQueue implements DeliveryQueue {

    private final List<DeliveryMessage> messages = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> held = new CopyOnWriteArrayList<>();
    private volatile boolean failing;
    private volatile Predicate<DeliveryMessage> refused = message -> false;
    private volatile boolean holding;

    public void fail() {
        failing = true;
    }

    /** Takes of each sending what comes before and after these, as a request of SQS may be taken in part. */
    public void refuse(Predicate<DeliveryMessage> some) {
        refused = some;
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
        more.stream().filter(refused.negate()).forEach(messages::add);
        if (more.stream().anyMatch(refused)) {
            return CompletableFuture.failedFuture(new IllegalStateException("some were not taken"));
        }
        if (holding) {
            CompletableFuture<Void> send = new CompletableFuture<>();
            held.add(send);
            return send;
        }
        return CompletableFuture.completedFuture(null);
    }
}
