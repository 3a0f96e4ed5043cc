package herald.posts;

import io.netty.channel.EventLoop;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Does what may block, a name's look-up or a request for credentials, on a short-lived thread, and tells the event loop.
 * So seldom that a thread for each is no cost, and none is left when there is nothing to do. Thread-safe.
 */
final class Errands {

    private final EventLoop loop;
    private final ThreadFactory threads =
            Thread.ofPlatform().daemon().name("herald-errand-", 0).factory();

    Errands(EventLoop loop) {
        this.loop = loop;
    }

    /** @param then told on the event loop: what came out, or what went wrong; nothing when the loop has ended */
    <R> void run(Callable<R> errand, BiConsumer<@Nullable R, @Nullable Throwable> then) {
        threads.newThread(() -> {
                    try {
                        R result = errand.call();
                        back(() -> then.accept(result, null));
                    } catch (Exception failure) {
                        back(() -> then.accept(null, failure));
                    }
                })
                .start();
    }

    private void back(Runnable told) {
        try {
            loop.execute(told);
        } catch (RejectedExecutionException ended) {
            // Nobody waits any more.
        }
    }
}
