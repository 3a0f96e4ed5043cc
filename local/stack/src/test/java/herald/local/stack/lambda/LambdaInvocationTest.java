package herald.local.stack.lambda;

import static herald.local.stack.lambda.RunningLambda.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import herald.local.stack.feed.Feed;
import herald.local.stack.lambda.InvocationResult.Failed;
import herald.local.stack.lambda.InvocationResult.TimedOut;
import herald.local.stack.probe.EventsProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can become of an invocation, on environments that the tests share. */
class LambdaInvocationTest {

    @TempDir
    static Path directory;

    private static RunningLambda lambda;

    @BeforeAll
    static void start() {
        lambda = new RunningLambda(
                directory,
                Map.of("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1"),
                RunningLambda.withTimeout(RunningLambda.probe(directory), Duration.ofSeconds(20)),
                RunningLambda.function(directory, EventsProbe.class, Map.of()));
    }

    @AfterAll
    static void stop() {
        lambda.close();
    }

    @Test
    void whatTheHandlerReturnsIsReturned() {
        assertThat(lambda.answer("echo", "grüße").textValue()).isEqualTo("grüße");
    }

    @Test
    void whatTheHandlerThrowsIsAFailureWithItsClassAndMessage() {
        assertThat(lambda.ask("throw", "no such item"))
                .isEqualTo(new Failed("java.lang.IllegalStateException", "no such item"));
    }

    @Test
    void aProcessThatExitsIsReplaced() {
        Failed failed = (Failed) lambda.ask("exit", 3);
        assertThat(failed.errorType()).isEqualTo("Runtime.ExitError");
        assertThat(failed.message())
                .matches("RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3");
        assertThat(lambda.answer("echo", "again").textValue()).isEqualTo("again");
    }

    @Test
    void anUnknownFunctionIsAFailure() {
        assertThat(lambda.send("Nobody", "{}").join())
                .isEqualTo(new Failed("ResourceNotFoundException", "Function not found: Nobody"));
    }

    @Test
    void aHandlerThatHangsIsKilledAtTheFunctionsTimeout() {
        long pid = lambda.answer("pid", "").longValue();
        TimedOut timedOut = (TimedOut) lambda.ask("sleep", 600_000);
        assertThat(timedOut.message())
                .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:]{8}\\.\\d{3}Z [0-9a-f-]{36} Task timed out after 20\\.00 seconds");
        await().atMost(PATIENCE).until(() -> ProcessHandle.of(pid).isEmpty());
        assertThat(lambda.answer("echo", "again").textValue()).isEqualTo("again");
    }

    @Test
    void theEnvironmentHoldsWhatLambdaSetsAndNothingOfTheHosts() {
        JsonNode environment = lambda.answer("environment", "");
        assertThat(environment.properties().stream().map(Map.Entry::getKey))
                .contains(
                        "AWS_ENDPOINT_URL_SQS",
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY",
                        "AWS_SESSION_TOKEN",
                        "AWS_LAMBDA_RUNTIME_API",
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        "LAMBDA_TASK_ROOT",
                        "LAMBDA_RUNTIME_DIR",
                        "PATH")
                .doesNotContain("HOME", "USER", "JAVA_HOME");
        assertThat(environment.path("_HANDLER").textValue()).isEqualTo("herald.local.stack.probe.Probe");
        assertThat(environment.path("AWS_REGION").textValue()).isEqualTo("eu-central-1");
        assertThat(environment.path("AWS_EXECUTION_ENV").textValue()).isEqualTo("AWS_Lambda_java25");
        assertThat(environment.path("AWS_LAMBDA_FUNCTION_NAME").textValue()).isEqualTo("stack-Probe");
        assertThat(environment.path("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").textValue())
                .isEqualTo("256");
        assertThat(environment.path("AWS_LAMBDA_INITIALIZATION_TYPE").textValue())
                .isEqualTo("on-demand");
        assertThat(environment.path("TZ").textValue()).isEqualTo(":UTC");
    }

    @Test
    void theJvmIsSetUpAsOnLambda() {
        assertThat(lambda.answer("arguments", "").valueStream().map(JsonNode::textValue))
                .contains("-XX:MaxHeapSize=222823k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    @Test
    void theProcessRunsInItsTaskRoot() throws Exception {
        assertThat(lambda.answer("directory", "").path(0).textValue())
                .isEqualTo(directory.resolve("root-Probe").toRealPath().toString());
    }

    @Test
    void theContextKnowsItsInvocation() {
        JsonNode context = lambda.answer("context", "");
        assertThat(context.path("requestId").textValue()).matches("[0-9a-f-]{36}");
        assertThat(context.path("arn").textValue())
                .isEqualTo("arn:aws:lambda:eu-central-1:123456789012:function:stack-Probe");
        assertThat(context.path("version").textValue()).isEqualTo("$LATEST");
        assertThat(context.path("remaining").longValue()).isBetween(1L, 20_000L);
    }

    @Test
    void whatTheFunctionPrintsIsLoggedUnderItsName() {
        lambda.answer("print", "a line of its own");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lambda.log().lines()).contains("Probe a line of its own"));
    }

    @Test
    void aLogEntryWithoutALineEndIsALineAllTheSame() {
        lambda.answer("log", "no end");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lambda.log().lines()).contains("Probe no end"));
    }

    @Test
    void eachInvocationIsReportedAsInCloudWatch() {
        String id = lambda.answer("context", "").path("requestId").textValue();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lambda.log().lines())
                        .contains("Probe START RequestId: " + id + " Version: $LATEST", "Probe END RequestId: " + id)
                        .anyMatch(line -> line.matches("Probe REPORT RequestId: " + id
                                + "\tDuration: [0-9.]+ ms\tBilled Duration: \\d+ ms\tMemory Size: 256 MB"
                                + "\tMax Memory Used: \\d+ MB.*")));
    }

    @Test
    void countsInTheFunctionsOwnLineReachTheFeed() {
        String id = lambda.answer("print", "{\"requestId\":\"$id\",\"delivered\":17,\"gone\":2,\"note\":\"x\"}")
                .textValue()
                .substring(14, 50);
        Feed.FinishedInvocation invocation = await().atMost(PATIENCE)
                .until(() -> fed(id), Optional::isPresent)
                .orElseThrow();
        assertThat(invocation.counts()).isEqualTo(Map.of("delivered", 17L, "gone", 2L));
        assertThat(invocation.outcome()).isEqualTo("ok");
        assertThat(invocation.trigger()).isEqualTo("$default");
    }

    @Test
    void whatFailsIsAProblemOfTheFunction() {
        lambda.ask("throw", "told to the console");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lambda.feed().problemsAfter(0))
                        .anyMatch(problem -> problem.source().equals("Probe")
                                && problem.message().equals("java.lang.IllegalStateException: told to the console")));
    }

    @Test
    void aResponseOverSixMegabytesIsAFailure() {
        assertThat(lambda.ask("large", 6_291_557))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.errorType()).isEqualTo("Function.ResponseSizeTooLarge"));
        assertThat(lambda.answer("large", 6_000_000).textValue()).hasSize(6_000_000);
    }

    @Test
    void anEventOverSixMegabytesIsRefused() {
        assertThat(lambda.ask("echo", "x".repeat(6 * 1024 * 1024)))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.errorType()).isEqualTo("RequestTooLargeException"));
    }

    @Test
    void eventTypesOfAwsAreReadAndWrittenByTheRuntimeClient() {
        InvocationResult result = lambda.send("EventsProbe", """
            {"Records":[{"messageId":"m1","body":"fine"},{"messageId":"m2","body":"poison"}]}\
            """).join();
        assertThat(RunningLambda.payload(result)).hasToString("{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"}]}");
    }

    private static Optional<Feed.FinishedInvocation> fed(String requestId) {
        return lambda.feed().invocationsAfter(0).stream()
                .filter(it -> it.requestId().equals(requestId))
                .findFirst();
    }
}
