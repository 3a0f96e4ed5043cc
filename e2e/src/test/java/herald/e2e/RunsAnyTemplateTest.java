package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/** A template, handlers and a jar that know nothing of Herald, judged with AWS's own SDK and the JDK's WebSocket. */
final class RunsAnyTemplateTest {

    @TempDir
    static Path folder;

    private static RunningStack stack;

    @BeforeAll
    static void up() throws IOException {
        Files.copy(Path.of("src/test/resources/foreign/template.yaml"), folder.resolve("template.yaml"));
        packProbes(folder.resolve("probe.jar"));
        stack = RunningStack.start("--template", folder.resolve("template.yaml").toString());
    }

    @AfterAll
    static void down() {
        if (stack != null) {
            stack.close();
        }
    }

    private static void packProbes(Path jar) throws IOException {
        Path classes = Path.of("target/test-classes");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.list(classes.resolve("herald/e2e/probe"))) {
            for (Path file : files.toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
                out.closeEntry();
            }
        }
    }

    private static URI url(String query) {
        return URI.create(stack.webSocketUrl() + query);
    }

    private static JsonNode echoOf(Client client, String message) throws IOException {
        client.send(message);
        await().atMost(Client.PATIENCE).until(() -> !client.frames().isEmpty());
        return RunningStack.JSON.readTree(client.frames().getLast());
    }

    private static Client connect() {
        return Client.connect(url("?token=letmein"), "echo.v1", "echo.v2");
    }

    @Test
    void theRouteIsChosenByTwoFieldsAndAnsweredOnATwoWayRoute() throws IOException {
        try (Client client = connect()) {
            JsonNode seen = echoOf(client, "{\"service\":\"chat\",\"action\":\"join\",\"room\":1}");
            JsonNode context = seen.get("event").get("requestContext");
            assertThat(context.get("routeKey").asText()).isEqualTo("chat/join");
            assertThat(context.get("eventType").asText()).isEqualTo("MESSAGE");
            assertThat(context.get("authorizer").get("principalId").asText()).isEqualTo("user-7");
            assertThat(context.get("authorizer").get("team").asText()).isEqualTo("blue");
            assertThat(seen.get("event").has("headers")).isFalse();
            assertThat(seen.get("event").get("stageVariables").get("color").asText())
                    .isEqualTo("green");
            assertThat(seen.get("event").get("stageVariables").get("size").asText())
                    .isEqualTo("small");
        }
    }

    @Test
    void intrinsicsReachTheFunctionsEnvironment() throws IOException {
        try (Client client = connect()) {
            JsonNode seen = echoOf(client, "{\"service\":\"chat\",\"action\":\"join\"}");
            assertThat(seen.get("joined").asText()).isEqualTo("red-green-blue");
            assertThat(seen.get("mapped").asText()).isEqualTo("small");
            assertThat(seen.get("table").asText()).contains("Things");
            assertThat(seen.get("arn").asText()).startsWith("arn:aws:lambda:us-east-1:000000000000:function:");
        }
    }

    @Test
    void withoutAMatchOrADefaultTheClientIsToldForbiddenAndStays() {
        try (Client client = connect()) {
            client.send("not json");
            await().atMost(Client.PATIENCE).until(() -> client.frames().size() == 1);
            assertThat(client.frames().getFirst())
                    .matches("\\{\"message\": \"Forbidden\", \"connectionId\":\"[^\"]+\", \"requestId\":\"[^\"]+\"}");
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void aHandlerThatThrowsSendsTheErrorFrame() {
        try (Client client = connect()) {
            client.send("{\"service\":\"chat\",\"action\":\"join\",\"x\":\"please-throw\"}");
            await().atMost(Client.PATIENCE).until(() -> client.frames().size() == 1);
            assertThat(client.frames().getFirst()).startsWith("{\"message\": \"Internal server error\", ");
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void theAuthorizerDecidesTheUpgrade() {
        assertThat(statusOf("")).isEqualTo(401);
        assertThat(statusOf("?token=wrong")).isEqualTo(401);
        assertThat(statusOf("?token=denied")).isEqualTo(403);
    }

    @Test
    void theConnectHandlersStatusIsTheUpgrades() {
        assertThat(statusOf("?token=letmein&x=please-refuse")).isEqualTo(418);
        assertThat(statusOf("?token=letmein&x=please-throw")).isEqualTo(502);
    }

    private static int statusOf(String query) {
        try {
            Client.connect(url(query)).close();
            return 101;
        } catch (CompletionException refused) {
            assertThat(refused).hasCauseInstanceOf(WebSocketHandshakeException.class);
            return ((WebSocketHandshakeException) refused.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    @Test
    void awsOwnClientPostsDescribesAndCloses() throws IOException {
        try (ApiGatewayManagementApiClient api = ApiGatewayManagementApiClient.builder()
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .endpointOverride(
                                URI.create(stack.ready().get("connectionsUrl").asText()))
                        .build();
                Client client = connect()) {
            JsonNode seen = echoOf(client, "{\"service\":\"chat\",\"action\":\"join\"}");
            String id =
                    seen.get("event").get("requestContext").get("connectionId").asText();

            api.postToConnection(post -> post.connectionId(id).data(SdkBytes.fromUtf8String("hello")));
            await().atMost(Client.PATIENCE).until(() -> client.frames().contains("hello"));
            assertThat(api.getConnection(get -> get.connectionId(id)).connectedAt())
                    .isNotNull();
            api.deleteConnection(delete -> delete.connectionId(id));
            assertThat(client.awaitClose()).isEqualTo(1000);
            assertThatThrownBy(() ->
                            api.postToConnection(post -> post.connectionId(id).data(SdkBytes.fromUtf8String("late"))))
                    .isInstanceOf(GoneException.class);
        }
    }

    @Test
    void aFifoGroupKeepsItsOrderAcrossAPartialFailure() {
        List<String> bodies = List.of("a1", "a2", "once-a3", "a4", "a5", "a6");
        for (String body : bodies) {
            stack.sqs()
                    .sendMessage(message -> message.queueUrl(stack.queue("Jobs"))
                            .messageBody(body)
                            .messageGroupId("a"));
        }
        await().atMost(Client.PATIENCE)
                .untilAsserted(() -> assertThat(stack.log().stream()
                                .filter(line -> line.contains("order a "))
                                .map(line -> line.replaceAll(".*order a (\\S+) .*", "$1")))
                        .containsExactlyElementsOf(bodies));
        assertThat(stack.log()).anyMatch(line -> line.contains(":jobs-dev.fifo"));
    }

    @Test
    void outputsAreResolvedAndConditionsHold() {
        JsonNode outputs = stack.ready().get("outputs");
        assertThat(outputs.get("Dev").asText()).isEqualTo("yes");
        assertThat(outputs.has("Other")).isFalse();
        assertThat(outputs.get("Jobs").asText()).endsWith("/jobs-dev.fifo");
        assertThat(stack.ready().get("queues").has("OnlyLive")).isFalse();
    }
}
