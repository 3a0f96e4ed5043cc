package herald.local.stack.services;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.rules.prices.Item;
import herald.local.stack.meter.CostBasis;
import herald.local.stack.meter.Meter;
import herald.local.stack.meter.MeteredCalls;
import herald.local.template.spec.QueueSpec;
import herald.local.template.spec.Template;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MeteredQueuesTest {

    private static final String URL = "http://127.0.0.1:9324/000000000000/local-Queue";

    private final Meter meter = new Meter(new CostBasis(Set.of(), Set.of(), Map.of(), List.of()));
    private final MeteredCalls calls = new MeteredCalls(meter, template());

    private static Template template() {
        QueueSpec queue = new QueueSpec(
                "Queue",
                "local-Queue",
                "arn:aws:sqs:us-east-1:000000000000:local-Queue",
                URL,
                false,
                false,
                Duration.ofSeconds(30),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofDays(4),
                1_048_576,
                Optional.empty());
        return new Template(Map.of(), Map.of(), Map.of("Queue", queue), Map.of(), List.of(), List.of(), Map.of());
    }

    private static ServiceCall call(String action, String body) {
        Map<String, List<String>> headers =
                action.isEmpty() ? Map.of() : Map.of("x-amz-target", List.of("AmazonSQS." + action));
        return new ServiceCall(Service.SQS, "POST", "/", "", headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private void answered(ServiceCall call, int status, String body) {
        calls.answered(call, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private long requests() {
        return meter.counts().parts(Item.SQS_STANDARD).getOrDefault("Queue", 0L);
    }

    private static String send(int bytes) {
        return "{\"QueueUrl\":\"" + URL + "\",\"MessageBody\":\"" + "x".repeat(bytes) + "\"}";
    }

    @Test
    void messageIsARequestForEachBegun64Kilobytes() {
        answered(call("SendMessage", send(65_536)), 200, "{}");
        assertThat(requests()).isEqualTo(1);
        answered(call("SendMessage", send(65_537)), 200, "{}");
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void attributesCountWithTheBody() {
        String withOne = send(65_530)
                .replace("}", ",\"MessageAttributes\":{\"event\":{\"DataType\":\"String\",\"StringValue\":\"e\"}}}");
        answered(call("SendMessage", withOne), 200, "{}");
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void batchIsOneRequestForAllOfIt() {
        String entry = "{\"Id\":\"%d\",\"MessageBody\":\"" + "x".repeat(10_000) + "\"}";
        String six = "{\"QueueUrl\":\"" + URL + "\",\"Entries\":["
                + String.join(",", entry, entry, entry, entry, entry, entry) + "]}";
        answered(call("SendMessageBatch", six), 200, "{}");
        assertThat(requests()).isEqualTo(1);
        answered(call("SendMessageBatch", six.replace("]", "," + entry + "]")), 200, "{}");
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void receiveCountsByWhatItBrings() {
        ServiceCall receive = call("ReceiveMessage", "{\"QueueUrl\":\"" + URL + "\"}");
        answered(receive, 200, "{}");
        assertThat(requests()).isEqualTo(1);
        answered(receive, 200, "{\"Messages\":[{\"Body\":\"" + "x".repeat(65_537) + "\"}]}");
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void otherCallsAreOneRequest() {
        answered(call("DeleteMessage", "{\"QueueUrl\":\"" + URL + "\"}"), 200, "{}");
        answered(call("GetQueueUrl", "{\"QueueName\":\"local-Queue\"}"), 200, "{}");
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void refusedCallIsBilledAndAFailedOneIsNot() {
        answered(call("SendMessage", send(1)), 400, "{}");
        answered(call("SendMessage", send(1)), 500, "{}");
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void olderProtocolCountsToo() {
        String body =
                "Action=SendMessage&QueueUrl=http%3A%2F%2F127.0.0.1%3A9324%2F000000000000%2Flocal-Queue&MessageBody=";
        answered(call("", body + "x".repeat(65_537)), 200, "<xml/>");
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void whatNobodyCanReadDisturbsNobody() {
        ServiceCall garbage = call("SendMessage", "{");
        assertThat(calls.asked(garbage)).isEqualTo(garbage.body());
        answered(garbage, 400, "{}");
        assertThat(requests()).isZero();
    }
}
