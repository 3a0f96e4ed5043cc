package herald.local.stack.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.rules.cloudwatch.Measurement;
import herald.local.stack.feed.Sight.QueueDepth;
import herald.local.stack.meter.MeteredCalls;
import herald.local.stack.meter.UsageEvent;
import herald.local.stack.meter.UsageEvent.ClientHandled;
import herald.local.stack.meter.UsageEvent.Connected;
import herald.local.stack.meter.UsageEvent.Disconnected;
import herald.local.stack.meter.UsageEvent.Handling;
import herald.local.stack.meter.UsageEvent.InvocationEnded;
import herald.local.stack.meter.UsageEvent.MessageReceived;
import herald.local.stack.meter.UsageEvent.MessageSent;
import herald.local.stack.meter.UsageEvent.Throttled;
import herald.local.stack.services.Service;
import herald.local.stack.services.ServiceCall;
import herald.local.template.spec.ApiSpec;
import herald.local.template.spec.Template;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class UsageMetricsTest {

    private static final Template TEMPLATE = new Template(
            Map.of(),
            Map.of("Api", new ApiSpec("Api", "abcdef1234", "$request.body.action", Map.of(), List.of())),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            Map.of());

    private final List<String> kept = new ArrayList<>();
    private final Consumer<UsageEvent> usage = new UsageMetrics(TEMPLATE, this::keep, (_, _) -> {});

    private void keep(Measurement measurement) {
        kept.add(measurement.metric() + " " + measurement.values());
    }

    @Test
    void clientsAreCountedByApiAndStage() {
        usage.accept(new ClientHandled("Api", "prod", Handling.CONNECT));
        usage.accept(new Connected("c", "Api", "prod"));
        usage.accept(new MessageReceived("Api", "prod", 10));
        usage.accept(new MessageSent("Api", "prod", 100_000));
        usage.accept(new Disconnected("c"));
        usage.accept(new ClientHandled("Api", "prod", Handling.CLIENT_ERROR));
        usage.accept(new ClientHandled("Api", "prod", Handling.EXECUTION_ERROR));
        usage.accept(new ClientHandled("Api", "prod", Handling.INTEGRATION_ERROR));

        String of = " {ApiId=abcdef1234,Stage=prod} [1.0]";
        assertThat(kept)
                .containsExactly(
                        "AWS/ApiGateway ConnectCount" + of,
                        "AWS/ApiGateway MessageCount" + of,
                        "AWS/ApiGateway MessageCount" + of,
                        "AWS/ApiGateway ClientError" + of,
                        "AWS/ApiGateway ExecutionError" + of,
                        "AWS/ApiGateway IntegrationError" + of);
    }

    @Test
    void anInvocationIsNoErrorUnlessItFails() {
        usage.accept(new InvocationEnded("F", Duration.ofMillis(20), false));
        usage.accept(new InvocationEnded("F", Duration.ofMillis(30), true));
        usage.accept(new Throttled("F"));

        assertThat(kept)
                .containsExactly(
                        "AWS/Lambda Invocations {FunctionName=F} [1.0]",
                        "AWS/Lambda Errors {FunctionName=F} [0.0]",
                        "AWS/Lambda Throttles {FunctionName=F} [0.0]",
                        "AWS/Lambda Duration {FunctionName=F} [20.0]",
                        "AWS/Lambda Invocations {FunctionName=F} [1.0]",
                        "AWS/Lambda Errors {FunctionName=F} [1.0]",
                        "AWS/Lambda Throttles {FunctionName=F} [0.0]",
                        "AWS/Lambda Duration {FunctionName=F} [30.0]",
                        "AWS/Lambda Throttles {FunctionName=F} [1.0]");
    }

    @Test
    void aQueueHasItsDepthsAndTheAgeOfItsOldestMessage() {
        Instant now = Instant.parse("2026-06-01T12:00:00Z");
        QueueMetrics.ofDepths(List.of(new QueueDepth("Q", "q", false, 3, 2, 1)), this::keep);
        QueueMetrics.ofAges(List.of("q", "empty"), Map.of("q", now.minusSeconds(90)), now, this::keep);

        assertThat(kept)
                .containsExactly(
                        "AWS/SQS ApproximateNumberOfMessagesVisible {QueueName=q} [3.0]",
                        "AWS/SQS ApproximateNumberOfMessagesNotVisible {QueueName=q} [2.0]",
                        "AWS/SQS ApproximateNumberOfMessagesDelayed {QueueName=q} [1.0]",
                        "AWS/SQS ApproximateAgeOfOldestMessage {QueueName=q} [90.0]",
                        "AWS/SQS ApproximateAgeOfOldestMessage {QueueName=empty} [0.0]");
    }

    @Test
    void messagesSentAreCountedOneByOne() {
        MeteredCalls calls = new MeteredCalls(usage, TEMPLATE);
        byte[] half = "{\"Successful\":[{},{}],\"Failed\":[{}]}".getBytes(StandardCharsets.UTF_8);
        calls.answered(call("SendMessage"), 200, "{}".getBytes(StandardCharsets.UTF_8));
        calls.answered(call("SendMessage"), 400, "{}".getBytes(StandardCharsets.UTF_8));
        calls.answered(call("SendMessageBatch"), 200, half);
        calls.answered(call("DeleteMessageBatch"), 200, half);

        assertThat(kept)
                .containsExactly(
                        "AWS/SQS NumberOfMessagesSent {QueueName=q} [1.0]",
                        "AWS/SQS NumberOfMessagesSent {QueueName=q} [2.0]");
    }

    private static ServiceCall call(String action) {
        String body = "{\"QueueUrl\":\"http://127.0.0.1:9324/000000000000/q\",\"MessageBody\":\"1\",\"Entries\":[]}";
        return new ServiceCall(
                Service.SQS,
                "POST",
                "/",
                "",
                Map.of("x-amz-target", List.of("AmazonSQS." + action)),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
