package herald.bench.endtoend;

import java.time.Duration;

/**
 * The plan of how much is measured.
 *
 * @param clients connections at one time
 * @param burst messages sent as fast as the queue takes them
 * @param warmUpBursts of these, before
 */
record Plan(int rounds, int clients, Duration warmUp, Duration steady, int burst, int warmUpBursts) {

    /** The time between two messages of the steady part, and of the warm-up before it. */
    static final Duration PAUSE = Duration.ofMillis(200);

    static Plan full() {
        return new Plan(3, 1000, Duration.ofSeconds(15), Duration.ofSeconds(60), 100, 2);
    }

    static Plan quick() {
        return new Plan(2, 200, Duration.ofSeconds(5), Duration.ofSeconds(15), 100, 1);
    }

    int messagesIn(Duration time) {
        return Math.toIntExact(time.dividedBy(PAUSE));
    }
}
