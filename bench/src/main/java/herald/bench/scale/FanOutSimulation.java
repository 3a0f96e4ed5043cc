package herald.bench.scale;

import herald.fanout.Broadcast;
import herald.fanout.FailedRecord;
import herald.fanout.Means;
import herald.fanout.Tally;
import herald.invocation.TimeReserve;
import herald.invocation.Timing;
import herald.queues.DeliveryMessage;
import herald.queues.DeliveryQueue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * A message to an audience in simulated time: the real engine, and around it Lambda, SQS with its event source, the table
 * and API Gateway as far as they decide how long it takes. The same seed gives the same course of events.
 *
 * <p>The event source of the delivery queue begins with five invocations side by side and adds five a second (AWS docs,
 * SQS event source scaling: up to 300 a minute) up to the scenario's concurrency. A fan-out is one message of the publish
 * queue, so one invocation takes it from there.
 */
final class FanOutSimulation {

    private static final int FIRST_CONCURRENCY = 5;
    private static final double MORE_A_SECOND = 5;
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Scenario scenario;
    private final SimulatedTime time = new SimulatedTime();
    private final Counts counts = new Counts();
    private final RandomGenerator random;
    private final SimulatedGateway gateway;
    private final SimulatedAudience audience;
    private final SimulatedProgress progress;
    private final Deque<Waiting> visible = new ArrayDeque<>();
    private final Deque<Environment> idle = new ArrayDeque<>();
    private int environments;
    private int running;
    private int numbers;
    private boolean looking;

    /** A message on the delivery queue. */
    private record Waiting(String id, int receives, DeliveryMessage message) {}

    /** An environment that invocations run in, and what it has learned. */
    private record Environment(SimulatedCpu cpu, Broadcast broadcast) {}

    /**
     * The course of a simulation.
     *
     * @param seconds until the last connection was reached
     * @param reached connections, of all in the scenario
     */
    record Course(Scenario scenario, double seconds, int reached, Counts counts, int environments) {

        double floorSeconds() {
            return SimulatedQuota.floorSeconds(scenario.audience());
        }

        int lost() {
            return scenario.audience() - reached;
        }
    }

    private FanOutSimulation(Scenario scenario, long seed) {
        this.scenario = scenario;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.gateway = new SimulatedGateway(time, scenario, counts, random);
        var table = new Table();
        this.audience = new SimulatedAudience(scenario.connections(), table);
        this.progress = new SimulatedProgress(table);
    }

    static Course of(Scenario scenario, long seed) {
        return new FanOutSimulation(scenario, seed).run();
    }

    private Course run() {
        invoke(
                environment -> environment.broadcast().publications(List.of(Messages.publication()), means()),
                failed -> {
                    if (!failed.isEmpty()) {
                        throw new IllegalStateException("the publication failed: " + failed.getFirst());
                    }
                });
        time.run();
        return new Course(scenario, gateway.lastSeconds(), gateway.reached(), counts, environments);
    }

    private Means means() {
        long started = time.nanos();
        return new Means(new TimeReserve(() -> Scenario.TIMEOUT.minusNanos(time.nanos() - started)), new Tally());
    }

    /** Receives, perhaps restores, runs, and deletes. */
    private void invoke(
            Function<Environment, CompletableFuture<List<FailedRecord>>> handler, Consumer<List<FailedRecord>> then) {
        running++;
        counts.queueRequests(2);
        Environment warm = idle.poll();
        Environment environment = warm == null ? restored() : warm;
        Duration wait =
                Scenario.RECEIVE.next(random).plus(warm == null ? Scenario.RESTORE.next(random) : Duration.ZERO);
        time.after(wait, () -> {
            long started = time.nanos();
            CompletableFuture<Void> _ = handler.apply(environment).thenAccept(failures -> {
                counts.invocation(time.nanos() - started);
                running--;
                idle.push(environment);
                then.accept(failures);
                look();
            });
        });
    }

    private Environment restored() {
        environments++;
        var cpu = new SimulatedCpu(time);
        DeliveryQueue queue = this::send;
        var timing = new Timing(cpu, time, delay -> {
            var done = new CompletableFuture<Void>();
            time.after(delay, () -> done.complete(null));
            return done;
        });
        var engine = new Engine(audience, progress, gateway.from(cpu), queue, timing, random::nextDouble);
        return new Environment(cpu, engine.broadcast(scenario.shards()));
    }

    private CompletableFuture<Void> send(List<? extends DeliveryMessage> messages) {
        counts.queueRequests(Math.ceilDiv(messages.size(), 10));
        return later(Scenario.SEND, () -> {
            for (DeliveryMessage message : messages) {
                appear(new Waiting("m" + numbers++, 1, message), delay(message));
            }
            return null;
        });
    }

    /** Whole seconds, rounded up, as SqsDeliveryQueue asks for them. */
    private Duration delay(DeliveryMessage message) {
        return switch (message) {
            case DeliveryMessage.Continuation continuation -> Duration.ZERO;
            case DeliveryMessage.Welcome welcome -> Duration.ZERO;
            case DeliveryMessage.Owed owed -> {
                Duration left = Duration.between(time.instant(), owed.notBefore());
                yield left.isNegative()
                        ? Duration.ZERO
                        : Duration.ofSeconds(left.plusMillis(999).toSeconds());
            }
        };
    }

    private void appear(Waiting message, Duration delay) {
        time.after(delay, () -> {
            visible.add(message);
            look();
        });
    }

    /** Starts as many invocations as may run side by side by now; looks again if there are more messages. */
    private void look() {
        int allowed = (int) Math.min(scenario.concurrency(), FIRST_CONCURRENCY + MORE_A_SECOND * time.nanos() / 1e9);
        while (running < allowed && !visible.isEmpty()) {
            deliver(visible.remove());
        }
        if (!visible.isEmpty() && allowed < scenario.concurrency() && !looking) {
            looking = true;
            time.after(LOOK, () -> {
                looking = false;
                look();
            });
        }
    }

    private void deliver(Waiting message) {
        var record = Messages.delivery(message.id(), message.receives(), message.message());
        invoke(environment -> environment.broadcast().deliveries(List.of(record), means()), failures -> {
            for (FailedRecord failure : failures) {
                Duration after = failure.after().isZero() ? Scenario.VISIBILITY : failure.after();
                appear(new Waiting(message.id(), message.receives() + 1, message.message()), after);
            }
        });
    }

    private <T extends @Nullable Object> CompletableFuture<T> later(LogNormal latency, Supplier<T> answer) {
        var future = new CompletableFuture<T>();
        time.after(latency.next(random), () -> future.complete(answer.get()));
        return future;
    }

    /** Answers as DynamoDB does, after a while. */
    private final class Table implements Answers {

        @Override
        public <T extends @Nullable Object> CompletableFuture<T> read(int rows, Supplier<T> answer) {
            counts.read(rows);
            return later(Scenario.READ, answer);
        }

        @Override
        public <T extends @Nullable Object> CompletableFuture<T> written(Supplier<T> answer) {
            counts.write();
            return later(Scenario.READ, answer);
        }
    }
}
