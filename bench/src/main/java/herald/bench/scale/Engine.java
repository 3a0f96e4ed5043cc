package herald.bench.scale;

import herald.connections.Connections;
import herald.connections.Progress;
import herald.fanout.Broadcast;
import herald.fanout.FanOutPorts;
import herald.fanout.Pace;
import herald.invocation.Timing;
import herald.posts.Posts;
import herald.queues.DeliveryQueue;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The ports on which the engine is built here; the one place that builds it.
 *
 * @param random 0 to 1
 */
record Engine(
        Connections connections,
        Progress progress,
        Posts posts,
        DeliveryQueue queue,
        Timing timing,
        DoubleSupplier random) {

    private static final Duration HEARTBEAT = Duration.ofMinutes(4);

    /** The fan-out of one environment: its pace is its own. */
    Broadcast broadcast(int shards) {
        var ports = new FanOutPorts(connections, progress, posts, queue);
        return new Broadcast(ports, new Pace(), timing, random, HEARTBEAT, shards);
    }
}
