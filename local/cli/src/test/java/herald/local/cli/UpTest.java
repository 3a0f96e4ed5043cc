package herald.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import herald.local.stack.wire.AwsJson;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code local/up} as a process, from the command line to its end. */
@Timeout(180)
final class UpTest {

    private static final Duration ANSWER = Duration.ofSeconds(20);

    @TempDir
    private static Path sharedDirectory;

    private static UpProcess shared;
    private static JsonNode ready;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startShared() throws Exception {
        shared = UpProcess.start(sharedDirectory, "--parameter", "Color=red");
        ready = shared.awaitReady();
    }

    @AfterAll
    static void stopShared() {
        shared.close();
    }

    @Test
    void readyTellsWhereEverythingIs() throws Exception {
        assertThat(ready.path("sqsUrl").asText()).startsWith("http://127.0.0.1:");
        assertThat(ready.path("dynamodbUrl").asText()).startsWith("http://127.0.0.1:");
        assertThat(ready.path("consoleUrl").asText()).endsWith("/console");
        assertThat(ready.at("/outputs/Painted").asText()).isEqualTo("red items");
        assertThat(ready.at("/queues/Items").asText())
                .isEqualTo(ready.path("sqsUrl").asText() + "/000000000000/items");
        assertThat(ready.path("publishQueueUrl")).isEqualTo(ready.at("/queues/Items"));
        assertThat(tables()).containsExactly("seen");
    }

    @Test
    void aSignalEndsItInOrderWithNothingLeftRunning() throws Exception {
        try (UpProcess up = UpProcess.start(directory)) {
            up.awaitReady();
            List<ProcessHandle> children = up.process().descendants().toList();
            assertThat(children).isNotEmpty();
            up.process().destroy();
            assertThat(up.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(up.process().exitValue()).isZero();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(Files.exists(directory.resolve("ready.json"))).isFalse();
        }
    }

    @Test
    void aQueuedMessageSurvivesAKillAndNothingIsLeftRunning() throws Exception {
        String id;
        try (UpProcess up = UpProcess.start(directory)) {
            id = send(up.awaitReady(), "kept");
            List<ProcessHandle> children = up.process().descendants().toList();
            up.process().destroyForcibly();
            await().atMost(Duration.ofSeconds(30)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
        try (UpProcess up = UpProcess.start(directory)) {
            assertThat(receive(up.awaitReady()).at("/0/MessageId").asText()).isEqualTo(id);
        }
    }

    @Test
    void freshDropsWhatWasQueued() throws Exception {
        Files.writeString(
                directory.resolve("messages.jsonl"),
                "{\"queue\":\"items\",\"id\":\"1\",\"body\":\"old\",\"created\":\"2026-01-01T00:00:00Z\"}\n");
        try (UpProcess up = UpProcess.start(directory, "--fresh")) {
            assertThat(receive(up.awaitReady())).isEmpty();
        }
    }

    @Test
    void aPortInUseIsNamedWithItsOption() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                UpProcess up = UpProcess.start(directory, "--sqs-port", String.valueOf(taken.getLocalPort()))) {
            assertThat(up.awaitFailure())
                    .isEqualTo("local/up: port " + taken.getLocalPort()
                            + " is in use; --sqs-port N chooses another, --sqs-port 0 any free one");
        }
    }

    @Test
    void aStateDirectoryInUseIsNamed() throws Exception {
        try (UpProcess second = UpProcess.start(sharedDirectory)) {
            assertThat(second.awaitFailure())
                    .contains(sharedDirectory.toString())
                    .contains("--state");
        }
    }

    @Test
    void aBrokenTemplateIsOneLine() throws Exception {
        Path broken = Files.writeString(directory.resolve("broken.yaml"), "Resources: [");
        try (UpProcess up = UpProcess.start(directory, "--template", broken.toString())) {
            assertThat(up.awaitFailure()).startsWith("local/up: broken.yaml:1");
        }
    }

    @Test
    void anEndpointThatDoesNotAnswerIsOneLine() throws Exception {
        try (UpProcess up = UpProcess.start(directory, "--dynamodb", "http://127.0.0.1:1")) {
            assertThat(up.awaitFailure())
                    .isEqualTo("local/up: no DynamoDB answers at http://127.0.0.1:1: connection refused");
        }
    }

    @Test
    void publishFindsTheStackThatRuns() throws Exception {
        List<String> published = UpProcess.run(
                Publish.class, "--state", sharedDirectory.toString(), "--event", "item_removed", "{\"id\": 7}");
        JsonNode message = receive(ready).path(0);
        assertThat(published).containsExactly(message.path("MessageId").asText());
        assertThat(message.path("Body").asText()).isEqualTo("{\"id\": 7}");
        assertThat(message.at("/MessageAttributes/event/StringValue").asText()).isEqualTo("item_removed");
    }

    @Test
    void publishSaysThatNothingRuns() throws Exception {
        assertThat(UpProcess.run(Publish.class, "--state", directory.toString(), "{}"))
                .containsExactly("local/publish: nothing is running here; start it with local/up, or name a queue with"
                        + " --queue URL");
    }

    private static String send(JsonNode facts, String body) throws Exception {
        try (AwsJson sqs = AwsJson.sqs(URI.create(facts.path("sqsUrl").asText() + "/"), "us-east-1")) {
            var request = AwsJson.object()
                    .put("QueueUrl", facts.at("/queues/Items").asText())
                    .put("MessageBody", body);
            return sqs.call("SendMessage", request, ANSWER).path("MessageId").asText();
        }
    }

    private static JsonNode receive(JsonNode facts) throws Exception {
        try (AwsJson sqs = AwsJson.sqs(URI.create(facts.path("sqsUrl").asText() + "/"), "us-east-1")) {
            var request =
                    AwsJson.object().put("QueueUrl", facts.at("/queues/Items").asText());
            request.putArray("MessageAttributeNames").add("All");
            return sqs.call("ReceiveMessage", request, ANSWER).path("Messages");
        }
    }

    private static List<String> tables() throws Exception {
        try (AwsJson tables =
                AwsJson.dynamoDb(URI.create(ready.path("dynamodbUrl").asText() + "/"), "us-east-1")) {
            return tables.call("ListTables", AwsJson.object(), ANSWER)
                    .path("TableNames")
                    .valueStream()
                    .map(JsonNode::asText)
                    .toList();
        }
    }
}
