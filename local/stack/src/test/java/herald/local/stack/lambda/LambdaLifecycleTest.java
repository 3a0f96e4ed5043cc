package herald.local.stack.lambda;

import static herald.local.stack.lambda.RunningLambda.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import herald.local.stack.feed.Sight;
import herald.local.stack.lambda.InvocationResult.Failed;
import herald.local.stack.lambda.InvocationResult.TimedOut;
import herald.local.stack.probe.InitProbe;
import herald.local.stack.probe.Probe;
import herald.local.stack.probe.StaticProbe;
import herald.local.template.spec.FunctionSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How environments come, wait and go. */
class LambdaLifecycleTest {

    @TempDir
    Path directory;

    private RunningLambda start(FunctionSpec... functions) {
        return new RunningLambda(directory, Map.of(), functions);
    }

    private FunctionSpec init(Map<String, String> environment) {
        return RunningLambda.function(directory, InitProbe.class, environment);
    }

    @Test
    void afterStartEachFunctionHasOneIdleEnvironment() {
        try (RunningLambda lambda = start(RunningLambda.probe(directory), init(Map.of()))) {
            assertThat(lambda.environments())
                    .hasSize(2)
                    .allSatisfy(it -> assertThat(it.state()).isEqualTo("idle"))
                    .allSatisfy(it -> assertThat(ProcessHandle.of(it.pid())).isPresent());
        }
    }

    @Test
    void closeEndsEveryProcess() {
        List<Long> pids;
        try (RunningLambda lambda = start(RunningLambda.probe(directory), init(Map.of()))) {
            pids = lambda.environments().stream()
                    .map(Sight.EnvironmentProcess::pid)
                    .toList();
        }
        assertThat(pids)
                .hasSize(2)
                .allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
    }

    @Test
    void closeFailsWhatIsRunningAndRefusesWhatComes() {
        RunningLambda lambda = start(RunningLambda.probe(directory));
        CompletableFuture<InvocationResult> running = lambda.send("Probe", "{\"do\":\"sleep\",\"with\":\"600000\"}");
        lambda.close();
        assertThat(running.join()).isEqualTo(LambdaFailures.stopping());
        assertThat(lambda.send("Probe", "{}").join()).isEqualTo(LambdaFailures.stopping());
    }

    @Test
    void anInitErrorFailsTheStartWithTheFunctionAndItsMessage() {
        assertThatThrownBy(() -> start(init(Map.of("THROW", "CONNECTIONS_TABLE is not set"))))
                .isInstanceOf(InitFailure.class)
                .hasMessageContaining("InitProbe")
                .hasMessageContaining("CONNECTIONS_TABLE is not set");
    }

    @Test
    void whatAStaticInitialiserThrewIsSaidToo() {
        assertThatThrownBy(() -> start(RunningLambda.function(directory, StaticProbe.class, Map.of())))
                .isInstanceOf(InitFailure.class)
                .hasMessageContaining("StaticProbe")
                .hasMessageContaining("SETTING is not set");
    }

    @Test
    void aMissingHandlerClassFailsTheStart() {
        FunctionSpec probe = RunningLambda.probe(directory);
        FunctionSpec missing = RunningLambda.withHandler(probe, "herald.local.probe.Missing");
        assertThatThrownBy(() -> start(missing))
                .isInstanceOf(InitFailure.class)
                .hasMessageContaining("Probe")
                .hasMessageContaining("has no class for herald.local.probe.Missing");
    }

    @Test
    void anExitDuringInitFailsTheStart() {
        assertThatThrownBy(() -> start(init(Map.of("EXIT", "5"))))
                .isInstanceOf(InitFailure.class)
                .hasMessageContaining("Runtime.ExitError")
                .hasMessageContaining("exit status 5");
    }

    @Test
    void aSlowInitIsCutOffAndRepeatedInsideTheFirstInvocation() throws Exception {
        Path good = directory.resolve("good");
        try (RunningLambda lambda = start(init(Map.of("SLEEP", "600000", "GOOD_IF", good.toString())))) {
            assertThat(lambda.environments()).isEmpty();
            Files.createFile(good);
            assertThat(RunningLambda.payload(lambda.send("InitProbe", "[1]").join()))
                    .hasToString("[1]");
            assertThat(lambda.log()).contains("INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout");
        }
    }

    @Test
    void anInitInsideAnInvocationEndsAtTheFunctionsTimeout() {
        FunctionSpec slow = RunningLambda.withTimeout(init(Map.of("SLEEP", "600000")), Duration.ofSeconds(2));
        try (RunningLambda lambda = start(slow)) {
            InvocationResult result = lambda.send("InitProbe", "[1]").join();
            assertThat(result).isInstanceOf(TimedOut.class);
            assertThat(((TimedOut) result).message()).endsWith("Task timed out after 2.00 seconds");
        }
    }

    @Test
    void anInitErrorInsideAnInvocationIsItsFailure() throws Exception {
        Path good = Files.createFile(directory.resolve("good"));
        try (RunningLambda lambda = start(init(Map.of("THROW", "no more", "GOOD_IF", good.toString())))) {
            Files.delete(good);
            kill(lambda.environments().getFirst().pid());
            await().atMost(PATIENCE).until(() -> lambda.environments().isEmpty());
            assertThat(lambda.send("InitProbe", "[1]").join())
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.message()).contains("no more"));
            Files.createFile(good);
            assertThat(RunningLambda.payload(lambda.send("InitProbe", "[2]").join()))
                    .hasToString("[2]");
        }
    }

    @Test
    void anIdleProcessThatIsKilledIsReplaced() {
        try (RunningLambda lambda = start(RunningLambda.probe(directory))) {
            kill(lambda.environments().getFirst().pid());
            await().atMost(PATIENCE).until(() -> lambda.environments().isEmpty());
            assertThat(lambda.answer("echo", "back").textValue()).isEqualTo("back");
        }
    }

    @Test
    void aBusyProcessThatIsKilledFailsItsInvocationAndIsReplaced() {
        try (RunningLambda lambda = start(RunningLambda.probe(directory))) {
            CompletableFuture<InvocationResult> running =
                    lambda.send("Probe", "{\"do\":\"sleep\",\"with\":\"600000\"}");
            kill(lambda.environments().getFirst().pid());
            Failed failed = (Failed) running.join();
            assertThat(failed.errorType()).isEqualTo("Runtime.ExitError");
            assertThat(failed.message()).endsWith("Error: Runtime exited with error: signal: killed");
            assertThat(lambda.answer("echo", "back").textValue()).isEqualTo("back");
        }
    }

    @Test
    void workLeftBehindStandsStillUntilTheNextInvocation() throws Exception {
        try (RunningLambda lambda = start(RunningLambda.probe(directory))) {
            lambda.answer("count", "");
            Path status = Path.of(
                    "/proc", Long.toString(lambda.environments().getFirst().pid()), "stat");
            await().atMost(PATIENCE).until(() -> state(status) == 'T');
            long before = lambda.answer("counted", "").longValue();
            await().atMost(PATIENCE).until(() -> state(status) == 'T');
            Thread.sleep(1_500); // Nothing to wait for: the passing of time is what must have no effect.
            long after = lambda.answer("counted", "").longValue();
            assertThat(after - before).isLessThan(750);
            lambda.answer("sleep", 1_500);
            assertThat(lambda.answer("counted", "").longValue()).isGreaterThan(after);
        }
    }

    private static char state(Path stat) throws Exception {
        String text = Files.readString(stat);
        return text.charAt(text.lastIndexOf(')') + 2);
    }

    @Test
    void invocationsWaitForAFreeEnvironmentBeforeAnotherIsStarted() {
        try (RunningLambda lambda = start(RunningLambda.probe(directory))) {
            CompletableFuture<InvocationResult> first = lambda.send("Probe", "{\"do\":\"sleep\",\"with\":\"100\"}");
            CompletableFuture<InvocationResult> second = lambda.send("Probe", "{\"do\":\"pid\"}");
            assertThat(RunningLambda.payload(second.join())).isEqualTo(RunningLambda.payload(first.join()));
        }
    }

    @Test
    void anotherEnvironmentTakesWhatHasWaitedTooLong() {
        try (RunningLambda lambda = start(RunningLambda.probe(directory))) {
            CompletableFuture<InvocationResult> first = lambda.send("Probe", "{\"do\":\"sleep\",\"with\":\"25000\"}");
            CompletableFuture<InvocationResult> second = lambda.send("Probe", "{\"do\":\"pid\"}");
            long pid = RunningLambda.payload(second.join()).longValue();
            assertThat(first).isNotDone();
            assertThat(lambda.environments())
                    .extracting(Sight.EnvironmentProcess::pid)
                    .hasSize(2)
                    .contains(pid);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(lambda.feed().invocationsAfter(0)).anyMatch(invocation -> invocation.cold()));
        }
    }

    @Test
    void reservedConcurrencyIsTheMostEnvironments() {
        FunctionSpec one = RunningLambda.withReserved(RunningLambda.probe(directory), 1);
        try (RunningLambda lambda = start(one)) {
            CompletableFuture<InvocationResult> first = lambda.send("Probe", "{\"do\":\"sleep\",\"with\":\"3000\"}");
            CompletableFuture<InvocationResult> second = lambda.send("Probe", "{\"do\":\"pid\"}");
            assertThat(RunningLambda.payload(second.join())).isEqualTo(RunningLambda.payload(first.join()));
        }
    }

    @Test
    void aFunctionWithoutConcurrencyIsThrottled() {
        try (RunningLambda lambda = start(RunningLambda.withReserved(RunningLambda.probe(directory), 0))) {
            assertThat(lambda.ask("echo", "x")).isEqualTo(LambdaFailures.throttled());
        }
    }

    @Test
    void whatWaitsIsRunInTheOrderInWhichItCame() throws Exception {
        Path file = directory.resolve("order");
        FunctionSpec one = RunningLambda.withReserved(RunningLambda.probe(directory), 1);
        try (RunningLambda lambda = start(one)) {
            String event = RunningLambda.JSON
                    .valueToTree(Map.of("do", "append", "with", file.toString()))
                    .toString();
            List<CompletableFuture<InvocationResult>> sent =
                    Stream.generate(() -> lambda.send("Probe", event)).limit(50).toList();
            List<String> ids = sent.stream()
                    .map(it -> RunningLambda.payload(it.join()).textValue())
                    .toList();
            assertThat(Files.readAllLines(file)).isEqualTo(ids);
        }
    }

    @Test
    void anInvocationWhoseCallerHasGoneIsStillRun() {
        Path file = directory.resolve("ran");
        try (RunningLambda lambda = start(RunningLambda.probe(directory))) {
            CompletableFuture<InvocationResult> busy = lambda.send("Probe", "{\"do\":\"sleep\",\"with\":\"300\"}");
            String event = RunningLambda.JSON
                    .valueToTree(Map.of("do", "append", "with", file.toString()))
                    .toString();
            assertThat(lambda.send("Probe", event).cancel(true)).isTrue();
            assertThat(RunningLambda.payload(busy.join()).longValue()).isPositive();
            await().atMost(PATIENCE).until(() -> Files.exists(file));
        }
    }

    @Test
    void anArchiveIsUnpackedIntoATaskRoot() throws Exception {
        FunctionSpec probe = RunningLambda.probe(directory);
        Path jar = Archive.of(probe.code(), directory.resolve("probe.jar"));
        try (RunningLambda lambda = start(RunningLambda.withCode(probe, jar))) {
            assertThat(lambda.answer("directory", "").path(0).textValue())
                    .startsWith(directory.resolve("work").toRealPath().toString());
        }
    }

    @Test
    void javaToolOptionsOfTheFunctionAreHonoured() {
        FunctionSpec probe =
                RunningLambda.function(directory, Probe.class, Map.of("JAVA_TOOL_OPTIONS", "-Dfrom.tool.options=yes"));
        try (RunningLambda lambda = start(probe)) {
            assertThat(lambda.answer("arguments", "").toString()).contains("-Dfrom.tool.options=yes");
        }
    }

    @Test
    void whatWaitsWhileAnEnvironmentIsReplacedGetsOneOfItsOwn() {
        try (RunningLambda lambda = start(RunningLambda.probe(directory))) {
            kill(lambda.environments().getFirst().pid());
            await().atMost(PATIENCE).until(() -> lambda.environments().isEmpty());
            CompletableFuture<InvocationResult> first = lambda.send("Probe", "{\"do\":\"sleep\",\"with\":\"25000\"}");
            CompletableFuture<InvocationResult> second = lambda.send("Probe", "{\"do\":\"pid\"}");
            assertThat(RunningLambda.payload(second.join()).longValue()).isPositive();
            assertThat(first).isNotDone();
        }
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }
}
