package herald.invocation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * On what and by which time.
 *
 * @param executor has one thread only: all that a fan-out or a sweep remembers is touched there and needs no lock
 * @param delay a future that is done after a while
 */
public record Timing(Executor executor, InstantSource clock, Function<Duration, CompletableFuture<Void>> delay) {

    public Instant now() {
        return clock.instant();
    }
}
