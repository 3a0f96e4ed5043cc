package herald.bench.scale;

import herald.connections.Connections;
import herald.fanout.Broadcast;
import herald.fanout.FanOut;
import herald.fanout.Pace;
import herald.posts.Posts;
import herald.queues.DeliveryQueue;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;

/**
 * The ports on which the engine is built here; the one place that builds it.
 *
 * @param random 0 to 1
 */
record Engine(
        Connections connections,
        Posts posts,
        DeliveryQueue queue,
        Executor executor,
        InstantSource clock,
        DoubleSupplier random) {

    /** One environment's: its pace is its own. */
    Broadcast broadcast(int shards) {
        return new Broadcast(new FanOut(connections, posts, queue, new Pace(), executor, clock, random), shards);
    }
}
