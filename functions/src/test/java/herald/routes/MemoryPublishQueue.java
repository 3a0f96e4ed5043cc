package herald.routes;

import herald.publications.ChannelName;
import herald.publications.EventName;
import herald.publications.RawJson;
import herald.queues.PublishQueue;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@link PublishQueue} in memory, which can be told to fail. Thread-safe. */
final class MemoryPublishQueue implements PublishQueue {

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    record Sent(EventName event, RawJson data, ChannelName channel, String deduplication) {}

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    void fail() {
        failing = true;
    }

    @Override
    public CompletableFuture<Void> send(EventName event, RawJson data, ChannelName channel, String deduplication) {
        if (failing) {
            return CompletableFuture.failedFuture(new IllegalStateException("the queue is away"));
        }
        sent.add(new Sent(event, data, channel, deduplication));
        return CompletableFuture.completedFuture(null);
    }
}
