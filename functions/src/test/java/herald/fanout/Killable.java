package herald.fanout;

import herald.connections.ConnectionId;
import herald.connections.Connections;
import herald.connections.Progress;
import herald.dialects.Frame;
import herald.posts.Outcome;
import herald.posts.Posts;
import herald.queues.DeliveryQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One invocation whose every step a test takes by itself, in an order that is drawn by lot as far as there is none, so that
 * it can be killed between any two. Not thread-safe.
 */
final class Killable {

    private final Random random;
    private final BiFunction<String, Frame, Outcome> post;
    private final List<Runnable> steps = new ArrayList<>();
    private final List<Runnable> arrivals = new ArrayList<>();
    private final Broadcast broadcast;
    private @Nullable CompletableFuture<List<Failure>> done;

    /** What outlives it. */
    record World(Connections connections, Progress progress, DeliveryQueue queue) {}

    /** @param post what a post does, and its outcome */
    Killable(World world, int shards, Random random, Supplier<Instant> clock, BiFunction<String, Frame, Outcome> post) {
        this.random = random;
        this.post = post;
        var ports = new FanOut.Ports(world.connections(), world.progress(), new StepByStep(), world.queue());
        var timing = new FanOut.Timing(steps::add, clock::get, delay -> arriving(() -> null));
        this.broadcast = new Broadcast(new FanOut(ports, new Pace(), timing, random::nextDouble), shards);
    }

    /** Starts it. */
    void run(Function<Broadcast, CompletableFuture<List<Failure>>> call) {
        done = call.apply(broadcast);
    }

    /** Takes a step; false when there is none left. */
    boolean step() {
        if (!steps.isEmpty()) {
            steps.removeFirst().run();
        } else if (!arrivals.isEmpty()) {
            arrivals.remove(random.nextInt(arrivals.size())).run();
        } else {
            return false;
        }
        return true;
    }

    /** Its answer, if it came to one. */
    List<Failure> failures() {
        if (done == null || !done.isDone()) {
            throw new AssertionError("the invocation has nothing left to do and is not done");
        }
        return done.resultNow();
    }

    private <T> CompletableFuture<T> arriving(Supplier<T> answer) {
        var future = new CompletableFuture<T>();
        arrivals.add(() -> future.complete(answer.get()));
        return future;
    }

    private final class StepByStep implements Posts {
        @Override
        public CompletableFuture<Outcome> post(ConnectionId id, Frame frame, Duration deadline) {
            return arriving(() -> post.apply(id.value(), frame));
        }

        @Override
        public CompletableFuture<Outcome> close(ConnectionId id, Duration deadline) {
            return arriving(Outcome.Delivered::new);
        }
    }
}
