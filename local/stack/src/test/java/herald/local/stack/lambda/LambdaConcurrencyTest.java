package herald.local.stack.lambda;

import static herald.local.stack.lambda.RunningLambda.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import herald.local.stack.feed.Feed;
import herald.local.stack.weather.Chance;
import herald.local.stack.weather.Fault;
import herald.local.template.spec.FunctionSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is throttled, and who finds an environment that was used before. */
class LambdaConcurrencyTest {

    private static final String LONG = "{\"do\":\"sleep\",\"with\":\"600000\"}";

    @TempDir
    Path directory;

    private RunningLambda start(OptionalInt concurrency, FunctionSpec function) {
        return new RunningLambda(directory, Map.of(), concurrency, function);
    }

    private static List<String> problems(RunningLambda lambda) {
        return lambda.feed().problemsAfter(0).stream()
                .map(Feed.Problem::message)
                .toList();
    }

    private void awaitState(RunningLambda lambda, String state) {
        await().atMost(PATIENCE)
                .until(() -> lambda.environments().getFirst().state().equals(state));
    }

    @Test
    void anInvocationBeyondTheAccountsConcurrencyIsThrottled() {
        try (RunningLambda lambda = start(OptionalInt.of(1), RunningLambda.probe(directory))) {
            CompletableFuture<InvocationResult> running = lambda.send("Probe", LONG);
            assertThat(lambda.ask("echo", "x")).isEqualTo(LambdaFailures.throttledFor(false));
            assertThat(problems(lambda)).singleElement().asString().contains("throttled", "1 at one time");
            assertThat(running).isNotDone();
        }
    }

    @Test
    void anInvocationBeyondReservedConcurrencyIsThrottledIfAnythingIs() {
        FunctionSpec one = RunningLambda.withReserved(RunningLambda.probe(directory), 1);
        try (RunningLambda lambda = start(OptionalInt.of(1_000), one)) {
            CompletableFuture<InvocationResult> running = lambda.send("Probe", LONG);
            assertThat(lambda.ask("echo", "x")).isEqualTo(LambdaFailures.throttledFor(true));
            assertThat(problems(lambda)).singleElement().asString().contains("reserved concurrency");
            assertThat(running).isNotDone();
        }
    }

    @Test
    void whatHasEndedNoLongerCounts() {
        try (RunningLambda lambda = start(OptionalInt.of(1), RunningLambda.probe(directory))) {
            assertThat(lambda.answer("echo", "first").asText()).isEqualTo("first");
            assertThat(lambda.answer("echo", "second").asText()).isEqualTo("second");
        }
    }

    @Test
    void whatIsReservedIsNotLeftToOthers() {
        FunctionSpec reserved = RunningLambda.withReserved(RunningLambda.probe(directory), 3);
        var concurrency = new Concurrency(OptionalInt.of(5), List.of(reserved));
        assertThat(concurrency.begin("Other")).isTrue();
        assertThat(concurrency.begin("Third")).isTrue();
        assertThat(concurrency.begin("Other")).isFalse();
        assertThat(concurrency.begin("Probe")).isTrue();
        concurrency.end("Third");
        assertThat(concurrency.begin("Other")).isTrue();
    }

    @Test
    void anInvocationMeetsAColdStartIfThatIsAskedFor() {
        try (RunningLambda lambda = start(OptionalInt.empty(), RunningLambda.probe(directory))) {
            long before = lambda.answer("pid", "").asLong();
            awaitState(lambda, "idle");
            lambda.weather().change(List.of(new Chance(Fault.COLD, 1, Set.of(), Set.of("Probe"))));
            assertThat(lambda.answer("pid", "").asLong()).isNotEqualTo(before);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(lambda.feed().invocationsAfter(1))
                            .singleElement()
                            .matches(Feed.FinishedInvocation::cold));
            assertThat(lambda.weather().happened()).containsOnly(Map.entry(Fault.COLD, 1L));
            assertThat(problems(lambda)).isEmpty();
        }
    }

    @Test
    void idleEnvironmentsAreReplacedOnDemand() {
        try (RunningLambda lambda = start(OptionalInt.empty(), RunningLambda.probe(directory))) {
            long before = lambda.answer("pid", "").asLong();
            awaitState(lambda, "idle");
            assertThat(lambda.lambda().replace("Probe")).hasValue(1);
            assertThat(lambda.lambda().replace("Nobody")).isEmpty();
            assertThat(lambda.answer("pid", "").asLong()).isNotEqualTo(before);
            assertThat(lambda.log()).contains("Init Duration");
            assertThat(problems(lambda)).isEmpty();
        }
    }
}
