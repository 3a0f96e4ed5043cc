package herald.local.stack.lambda;

import static herald.local.stack.lambda.RunningLambda.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import herald.local.stack.lambda.InvocationResult.Failed;
import herald.local.stack.weather.Chance;
import herald.local.stack.weather.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed because a fault was asked for. */
class LambdaKillTest {

    private static final String SLEEP = "{\"do\":\"sleep\",\"with\":\"600000\"}";

    @TempDir
    Path directory;

    private RunningLambda start() {
        return new RunningLambda(directory, Map.of(), RunningLambda.probe(directory));
    }

    private static void assertKilled(InvocationResult result) {
        assertThat(result).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.errorType()).isEqualTo("Runtime.ExitError");
            assertThat(failed.message()).endsWith("Runtime exited with error: signal: killed");
        });
    }

    @Test
    void anInvocationIsKilledAsByACrashAndItsEnvironmentReplaced() {
        try (RunningLambda lambda = start()) {
            long before = lambda.answer("pid", "").asLong();
            lambda.weather().change(List.of(Chance.of(Fault.KILL, 1)));
            assertKilled(lambda.ask("sleep", 600_000));
            lambda.weather().change(List.of());
            assertThat(lambda.answer("pid", "").asLong()).isNotEqualTo(before);
            assertThat(lambda.weather().happened()).containsOnly(Map.entry(Fault.KILL, 1L));
        }
    }

    @Test
    void anInvocationThatEndsSoonerThanUsualIsKilledAsItAnswers() {
        try (RunningLambda lambda = start()) {
            lambda.ask("sleep", 5_000);
            lambda.weather().change(List.of(Chance.of(Fault.KILL, 1)));
            assertKilled(lambda.ask("echo", "done"));
            assertThat(lambda.weather().happened()).containsOnly(Map.entry(Fault.KILL, 1L));
        }
    }

    @Test
    void otherFunctionsAreLeftAlone() {
        try (RunningLambda lambda = start()) {
            lambda.weather().change(List.of(new Chance(Fault.KILL, 1, Set.of(), Set.of("Other"))));
            assertThat(lambda.answer("echo", "alive").asText()).isEqualTo("alive");
        }
    }

    @Test
    void theBusyEnvironmentIsKilledOnDemand() {
        try (RunningLambda lambda = start()) {
            CompletableFuture<InvocationResult> running = lambda.send("Probe", SLEEP);
            await().atMost(PATIENCE)
                    .until(() -> lambda.environments().getFirst().state().equals("busy"));
            assertThat(lambda.lambda().kill("Probe")).hasValue(1);
            assertKilled(
                    running.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
        }
    }

    @Test
    void anIdleEnvironmentIsKilledWhenNoneIsBusy() {
        try (RunningLambda lambda = start()) {
            long before = lambda.answer("pid", "").asLong();
            await().atMost(PATIENCE)
                    .until(() -> lambda.environments().getFirst().state().equals("idle"));
            assertThat(lambda.lambda().kill("Probe")).hasValue(1);
            assertThat(lambda.answer("pid", "").asLong()).isNotEqualTo(before);
        }
    }

    @Test
    void anUnknownFunctionHasNothingToKill() {
        try (RunningLambda lambda = start()) {
            assertThat(lambda.lambda().kill("Nobody")).isEmpty();
        }
    }
}
