package herald.bench.scale;

import herald.connections.ConnectionId;
import herald.dialects.Frame;
import herald.posts.Outcome;
import herald.posts.Posts;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** API Gateway: one token bucket for all environments, a latency for each post, and who got something. */
final class SimulatedGateway {

    private final SimulatedTime time;
    private final Scenario scenario;
    private final Counts counts;
    private final RandomGenerator random;
    private final SimulatedQuota bucket = new SimulatedQuota(SimulatedQuota.RATE, SimulatedQuota.BURST);
    private final BitSet reached = new BitSet();
    private long lastNanos;

    SimulatedGateway(SimulatedTime time, Scenario scenario, Counts counts, RandomGenerator random) {
        this.time = time;
        this.scenario = scenario;
        this.counts = counts;
        this.random = random;
    }

    /** The way to it from an environment, on whose CPU posts cost time. */
    Posts from(SimulatedCpu cpu) {
        return new Posts() {
            @Override
            public CompletableFuture<Outcome> post(ConnectionId id, Frame frame, Duration deadline) {
                counts.post();
                cpu.spend(scenario.postCpu());
                return answer(id, cpu.reachedNanos(), deadline);
            }

            @Override
            public CompletableFuture<Outcome> close(ConnectionId id, Duration deadline) {
                throw new IllegalStateException("nobody was to be closed");
            }
        };
    }

    private CompletableFuture<Outcome> answer(ConnectionId id, long leavesNanos, Duration deadline) {
        var answer = new CompletableFuture<Outcome>();
        long latency = Scenario.POST.next(random).toNanos();
        boolean inTime = latency <= deadline.toNanos();
        time.at(leavesNanos + latency / 2, () -> {
            Outcome outcome = arrive(id);
            time.at(
                    leavesNanos + Math.min(latency, deadline.toNanos()),
                    () -> answer.complete(inTime ? outcome : new Outcome.Failed("no answer by the deadline")));
        });
        return answer;
    }

    private Outcome arrive(ConnectionId id) {
        if (!bucket.take(time.nanos())) {
            counts.throttled();
            return new Outcome.Throttled();
        }
        counts.accepted();
        int member = SimulatedAudience.number(id);
        if (reached.get(member)) {
            counts.duplicate();
        } else {
            reached.set(member);
            lastNanos = time.nanos();
        }
        return new Outcome.Delivered();
    }

    int reached() {
        return reached.cardinality();
    }

    /** Returns when the last one was reached for the first time. */
    double lastSeconds() {
        return lastNanos / 1e9;
    }
}
