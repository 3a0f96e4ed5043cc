package herald.bench.scale;

import java.time.Duration;

/**
 * The scenario that is simulated.
 *
 * @param connections in each shard
 * @param concurrency invocations side by side: {@code MaximumConcurrency} of the delivery queue's event source
 * @param postCpu what a post costs its environment's one CPU, all of the engine's work included
 */
record Scenario(int shards, int connections, int concurrency, Duration postCpu) {

    /** AWS docs give none; 10 to 15 ms is what a post within a Region takes. */
    static final LogNormal POST = new LogNormal(Duration.ofMillis(12), 0.5);

    static final LogNormal READ = new LogNormal(Duration.ofMillis(8), 0.4);
    static final LogNormal SEND = new LogNormal(Duration.ofMillis(10), 0.4);

    /** The time from a message's being visible to the function's having it. */
    static final LogNormal RECEIVE = new LogNormal(Duration.ofMillis(15), 0.4);

    /** The first invocation of an environment waits for it to be restored from its snapshot. */
    static final LogNormal RESTORE = new LogNormal(Duration.ofMillis(500), 0.2);

    static final Duration TIMEOUT = Duration.ofSeconds(20);
    static final Duration VISIBILITY = Duration.ofMinutes(2);

    int audience() {
        return Math.multiplyExact(shards, connections);
    }
}
