package herald.local.stack.queues;

import static herald.local.stack.queues.RunningQueues.QueueDraft.standard;
import static herald.local.stack.queues.RunningQueues.function;
import static herald.local.stack.queues.RunningQueues.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import herald.local.stack.lambda.Functions;
import herald.local.stack.lambda.InvocationResult;
import herald.local.stack.weather.Chance;
import herald.local.stack.weather.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An event source whose function Lambda will not run now. */
@Timeout(120)
final class ThrottledEventSourceTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path state;

    private RunningQueues running;
    private Optional<EventSource> source = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        running = RunningQueues.start(
                state,
                standard("Throttled").visibility(Duration.ofSeconds(2)),
                standard("Tried").visibility(Duration.ofMinutes(1)));
    }

    @AfterEach
    void stop() {
        source.ifPresent(EventSource::close);
        running.close();
    }

    private void start(String queue, Functions functions) {
        source = Optional.of(
                EventSource.start(source(queue, 10, Duration.ZERO, true), function(), functions, running.queues));
    }

    @Test
    void aThrottledBatchComesAgainWithItsReceiveCountUp() throws Exception {
        running.weather.change(List.of(Chance.of(Fault.SQS_THROTTLED, 1)));
        ScriptedFunction function = ScriptedFunction.returning("null");
        running.send("Throttled", "late");
        start("Throttled", function);

        await().atMost(LONG).until(() -> running.weather.happened().getOrDefault(Fault.SQS_THROTTLED, 0L) > 0);
        running.weather.change(List.of());
        await().atMost(LONG).until(() -> function.events.size() == 1);
        assertThat(function.events
                        .getFirst()
                        .at("/Records/0/attributes/ApproximateReceiveCount")
                        .asInt())
                .isGreaterThan(1);
        await().atMost(LONG).until(() -> running.depth("Throttled") == 0);
    }

    @Test
    void aThrottledInvocationIsTriedAgainWithinTheVisibilityTimeout() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        ScriptedFunction function = new ScriptedFunction(event -> CompletableFuture.completedFuture(
                tries.incrementAndGet() < 3
                        ? new InvocationResult.Failed("TooManyRequestsException", "Rate Exceeded.")
                        : ScriptedFunction.returned("null")));
        running.send("Tried", "soon");
        start("Tried", function);

        await().atMost(LONG).until(() -> running.depth("Tried") == 0);
        assertThat(function.events)
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.at("/Records/0/attributes/ApproximateReceiveCount")
                                .asText())
                        .isEqualTo("1"));
    }
}
