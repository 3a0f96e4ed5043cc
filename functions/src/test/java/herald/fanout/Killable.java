package herald.fanout;

import herald.connections.Audience;
import herald.connections.Checkpoint;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Connections;
import herald.connections.Cursor;
import herald.connections.Page;
import herald.connections.Phase;
import herald.connections.Progress;
import herald.dialects.Frame;
import herald.invocation.Timing;
import herald.posts.Outcome;
import herald.posts.Posts;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.queues.DeliveryMessage;
import herald.queues.DeliveryQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One invocation whose every step a test takes by itself, in an order that is drawn by lot as far as there is none, so that
 * it can be killed between any two. Each call of a port is a step, too, made and answered when its turn has come. Not
 * thread-safe.
 */
final class Killable {

    private final Random random;
    private final List<Runnable> steps = new ArrayList<>();
    private final List<Runnable> arrivals = new ArrayList<>();
    private final Broadcast broadcast;
    private @Nullable CompletableFuture<List<FailedRecord>> done;

    /** @param world what outlives it, and answers at once */
    Killable(FanOutPorts world, int shards, Random random, Supplier<Instant> clock) {
        this.random = random;
        var stepwise = new StepByStep(world);
        var ports = new FanOutPorts(stepwise, stepwise, stepwise, stepwise);
        var timing =
                new Timing(steps::add, clock::get, delay -> arriving(() -> CompletableFuture.completedFuture(null)));
        this.broadcast = new Broadcast(ports, new Pace(), timing, random::nextDouble, Stage.HEARTBEAT, shards);
    }

    /** Posts for a world. */
    static Posts posts(BiFunction<String, Frame, Outcome> post, Supplier<Outcome> close) {
        return new Posts() {
            @Override
            public CompletableFuture<Outcome> post(ConnectionId id, Frame frame, Duration deadline) {
                return CompletableFuture.completedFuture(post.apply(id.value(), frame));
            }

            @Override
            public CompletableFuture<Outcome> close(ConnectionId id, Duration deadline) {
                return CompletableFuture.completedFuture(close.get());
            }
        };
    }

    /** Starts it. */
    void run(Function<Broadcast, CompletableFuture<List<FailedRecord>>> call) {
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
    List<FailedRecord> failures() {
        return done().resultNow();
    }

    /** What it met instead of coming to an answer. */
    Throwable bug() {
        return done().exceptionNow();
    }

    private CompletableFuture<List<FailedRecord>> done() {
        if (done == null || !done.isDone()) {
            throw new AssertionError("the invocation has nothing left to do and is not done");
        }
        return done;
    }

    private <T> CompletableFuture<T> arriving(Supplier<CompletableFuture<T>> call) {
        var arrival = new Arrival<T>();
        arrivals.add(() -> {
            CompletableFuture<T> _ = call.get().whenComplete((answer, thrown) -> {
                boolean _ = thrown == null ? arrival.complete(answer) : arrival.completeExceptionally(thrown);
            });
        });
        return arrival;
    }

    /** Comes when its turn has come, however long that takes this machine. */
    private static final class Arrival<T> extends CompletableFuture<T> {
        @Override
        public CompletableFuture<T> orTimeout(long timeout, TimeUnit unit) {
            return this;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new Arrival<>();
        }
    }

    private final class StepByStep implements Connections, Progress, Posts, DeliveryQueue {

        private final FanOutPorts world;

        StepByStep(FanOutPorts world) {
            this.world = world;
        }

        @Override
        public CompletableFuture<Void> add(Audience audience, Connection connection) {
            return arriving(() -> world.connections().add(audience, connection));
        }

        @Override
        public CompletableFuture<Void> forget(Audience audience, ConnectionId id) {
            return arriving(() -> world.connections().forget(audience, id));
        }

        @Override
        public CompletableFuture<Void> forget(Audience audience, Connection connection) {
            return arriving(() -> world.connections().forget(audience, connection));
        }

        @Override
        public CompletableFuture<Optional<Connection>> find(Audience audience, ConnectionId id) {
            return arriving(() -> world.connections().find(audience, id));
        }

        @Override
        public CompletableFuture<Page> page(Audience audience, @Nullable Cursor cursor) {
            return arriving(() -> world.connections().page(audience, cursor));
        }

        @Override
        public CompletableFuture<Page> eventualPage(Audience audience, @Nullable Cursor cursor) {
            return arriving(() -> world.connections().eventualPage(audience, cursor));
        }

        @Override
        public CompletableFuture<Boolean> heard(Audience audience, Connection connection) {
            return arriving(() -> world.connections().heard(audience, connection));
        }

        @Override
        public CompletableFuture<Optional<Connection>> join(Audience audience, ConnectionId id) {
            return arriving(() -> world.connections().join(audience, id));
        }

        @Override
        public CompletableFuture<Boolean> enter(Audience audience, Connection connection, Phase phase) {
            return arriving(() -> world.connections().enter(audience, connection, phase));
        }

        @Override
        public CompletableFuture<Boolean> owe(
                Audience audience, Connection connection, Set<PublicationId> publicationIds) {
            return arriving(() -> world.connections().owe(audience, connection, publicationIds));
        }

        @Override
        public CompletableFuture<Void> paid(
                Audience audience, Connection connection, Set<PublicationId> publicationIds) {
            return arriving(() -> world.connections().paid(audience, connection, publicationIds));
        }

        @Override
        public CompletableFuture<Map<PublicationId, Checkpoint>> find(
                Audience audience, Collection<Publication> publications) {
            return arriving(() -> world.progress().find(audience, publications));
        }

        @Override
        public CompletableFuture<Void> save(
                Audience audience, Collection<Publication> publications, Checkpoint checkpoint) {
            return arriving(() -> world.progress().save(audience, publications, checkpoint));
        }

        @Override
        public CompletableFuture<Outcome> post(ConnectionId id, Frame frame, Duration deadline) {
            return arriving(() -> world.posts().post(id, frame, deadline));
        }

        @Override
        public CompletableFuture<Outcome> close(ConnectionId id, Duration deadline) {
            return arriving(() -> world.posts().close(id, deadline));
        }

        @Override
        public CompletableFuture<Void> send(List<? extends DeliveryMessage> messages) {
            return arriving(() -> world.queue().send(messages));
        }
    }
}
