package herald.bench.coldstart;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** The milestones of one process, by {@link System#nanoTime}. Thread-safe. */
final class Milestones {

    private static final long NOT_YET = Long.MIN_VALUE;

    private final AtomicLong asked = new AtomicLong(NOT_YET);
    private final CompletableFuture<Long> posted = new CompletableFuture<>();
    private final CompletableFuture<Long> answered = new CompletableFuture<>();

    /** The end of init. Whether it is the first time. */
    boolean askedForWork() {
        return asked.compareAndSet(NOT_YET, System.nanoTime());
    }

    void posted() {
        posted.complete(System.nanoTime());
    }

    /** The handler has returned. */
    void answered() {
        answered.complete(System.nanoTime());
    }

    void failed(String reason) {
        var failure = new IOException("the function failed: " + reason);
        posted.completeExceptionally(failure);
        answered.completeExceptionally(failure);
    }

    /** Returns how long init took; nothing if it never asked for work, as a process without a runtime client. */
    Duration init(long startNanos) {
        return asked.get() == NOT_YET ? Duration.ZERO : Duration.ofNanos(asked.get() - startNanos);
    }

    /** Returns the time from the start of the process to its first post's answer. */
    Duration firstPost(long startNanos, Duration patience) throws IOException, InterruptedException {
        return Duration.ofNanos(await(posted, patience) - startNanos);
    }

    void awaitAnswer(Duration patience) throws IOException, InterruptedException {
        await(answered, patience);
    }

    private static long await(CompletableFuture<Long> milestone, Duration patience)
            throws IOException, InterruptedException {
        try {
            return milestone.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (TimeoutException late) {
            throw new IOException("it did not come so far within " + patience.toSeconds() + " s", late);
        }
    }
}
