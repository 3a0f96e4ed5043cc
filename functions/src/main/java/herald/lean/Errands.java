package herald.lean;

import io.netty.channel.EventLoop;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that may block, a name's look-up or a request for credentials: each has a short-lived thread, and the event loop
 * is told. They are so seldom that these threads cost nothing, and none is left when there is nothing to do. Thread-safe.
 */
final class Errands {

    private final EventLoop loop;
    private final ThreadFactory threads;

    Errands(EventLoop loop) {
        this(loop, Thread.ofPlatform().daemon().name("herald-errand-", 0).factory());
    }

    Errands(EventLoop loop, ThreadFactory threads) {
        this.loop = loop;
        this.threads = threads;
    }

    /**
     * Runs an errand. Never throws.
     *
     * @param then told on the event loop: what came out, or what went wrong, be it that there is no thread to be had;
     *     nothing when the loop has ended
     */
    <R> void run(Callable<R> errand, BiConsumer<@Nullable R, @Nullable Throwable> then) {
        try {
            threads.newThread(() -> go(errand, then)).start();
        } catch (Throwable noThread) {
            back(() -> then.accept(null, noThread));
        }
    }

    private <R> void go(Callable<R> errand, BiConsumer<@Nullable R, @Nullable Throwable> then) {
        try {
            R result = errand.call();
            back(() -> then.accept(result, null));
        } catch (Throwable failure) {
            // Errors too, or those who wait for it would wait for ever.
            back(() -> then.accept(null, failure));
        }
    }

    private void back(Runnable told) {
        try {
            loop.execute(told);
        } catch (RejectedExecutionException ended) {
            // Nobody waits any more.
        }
    }
}
