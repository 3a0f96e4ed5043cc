package herald.local.stack.queues;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Collects messages until they are a batch: as many as {@code BatchSize}, 6 MB, or the end of the batching window,
 * whatever comes first (AWS docs, "Using Lambda with Amazon SQS"). Without a window, whatever one receive brought is
 * the batch.
 *
 * <p>Not thread-safe. Time is an argument.
 */
final class BatchWindow {

    /** A synchronous invocation's payload, metadata included. */
    private static final long BATCH_BYTES = 6L * 1024 * 1024;

    private final int size;
    private final Duration window;
    private final List<ReceivedMessage> batch = new ArrayList<>();
    private final Queue<ReceivedMessage> excess = new ArrayDeque<>();
    private Optional<Instant> opened = Optional.empty();
    private long bytes;

    BatchWindow(int size, Duration window) {
        this.size = size;
        this.window = window;
    }

    /** @param now when the messages came; the first ones open the window */
    void add(List<ReceivedMessage> messages, Instant now) {
        if (messages.isEmpty()) {
            return;
        }
        if (opened.isEmpty()) {
            opened = Optional.of(now);
        }
        for (ReceivedMessage message : messages) {
            long withIt = bytes + message.bytes();
            boolean fits = excess.isEmpty() && batch.size() < size && (batch.isEmpty() || withIt <= BATCH_BYTES);
            if (fits) {
                batch.add(message);
                bytes = withIt;
            } else {
                excess.add(message);
            }
        }
    }

    /** Returns how many more messages it takes. */
    int room() {
        return size - batch.size();
    }

    /** Returns how long it stays open, empty as long as nothing has come. */
    Optional<Duration> remaining(Instant now) {
        return opened.map(since -> Duration.between(now, since.plus(window)));
    }

    boolean isClosed(Instant now) {
        boolean full = room() == 0 || !excess.isEmpty();
        return full || remaining(now).filter(left -> !left.isPositive()).isPresent();
    }

    List<ReceivedMessage> batch() {
        return List.copyOf(batch);
    }

    /** Returns what was added and did not fit, in order. */
    List<ReceivedMessage> excess() {
        return List.copyOf(excess);
    }
}
