package herald.architecture.house.kitchen;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Looks outside in three ways. */
final class Clock {

    private final Supplier<Instant> now = Instant::now;

    long nanos() {
        return System.nanoTime() + now.get().toEpochMilli();
    }

    String wait(CompletableFuture<String> future) {
        return future.join();
    }
}
