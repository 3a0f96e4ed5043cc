package herald.local.stack.queues;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The time for which an event source leaves alone what failed: exponential with full jitter, five seconds at most. */
final class Backoff {

    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Backoff() {}

    /** @param failures one after the other, 1 for the first */
    static Duration pauseAfter(int failures) {
        long most = Math.min(LONGEST.toMillis(), LEAST.toMillis() << Math.min(failures, 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(LEAST.toMillis(), most + 1));
    }
}
