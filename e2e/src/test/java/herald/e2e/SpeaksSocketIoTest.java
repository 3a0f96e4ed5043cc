package herald.e2e;

import static herald.e2e.SocketIoClient.awaitOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

/** A stock Socket.IO client for Java, and a WebSocket client that sends whatever it likes. */
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
final class SpeaksSocketIoTest {

    private static final String QUERY = "?EIO=4&transport=websocket";

    /** What begins with the type of an Engine.IO packet; the gateway's own errors are JSON objects. */
    private static final Pattern PACKET = Pattern.compile("[0-6].*", Pattern.DOTALL);

    private final List<AutoCloseable> clients = new ArrayList<>();
    private RunningStack stack;

    @BeforeEach
    void given(RunningStack running) {
        stack = running;
    }

    @AfterEach
    void disconnect() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
    }

    private SocketIoClient socketIo() {
        return closing(SocketIoClient.connect(stack.webSocketUrl()));
    }

    private Client client(String query, String... subprotocols) {
        return closing(Client.connect(URI.create(stack.webSocketUrl() + query), subprotocols));
    }

    /** One that has been greeted and has joined. */
    private Client raw(String more) {
        Client client = client(QUERY + more);
        awaitFrames(client, 1);
        client.send("40");
        awaitFrames(client, 2);
        return client;
    }

    private <C extends AutoCloseable> C closing(C client) {
        clients.add(client);
        return client;
    }

    private static List<String> awaitFrames(Client client, int count) {
        await().atMost(Client.PATIENCE)
                .untilAsserted(() -> assertThat(client.frames()).hasSizeGreaterThanOrEqualTo(count));
        return client.frames();
    }

    @Test
    void clientsOfAllDialectsHearTheSame() {
        SocketIoClient socketIo = socketIo();
        Client plain = client("");
        Client batch = client("", "herald.batch");

        stack.publish("{\"id\":7,\"name\":\"Äpfel\"}");

        assertThat(awaitOne(socketIo.added()).toMap()).containsEntry("id", 7).containsEntry("name", "Äpfel");
        assertThat(plain.awaitEvent("item_added").get("data").get("id").asInt()).isEqualTo(7);
        assertThat(batch.awaitEvent("item_added").get("data").get("id").asInt()).isEqualTo(7);
    }

    @Test
    void whatAClientEmitsIsAcknowledgedAndComesBackToEverybody() {
        SocketIoClient one = socketIo();
        SocketIoClient other = socketIo();
        Client plain = client("");

        Object[] ack = one.call("item_removed", new JSONObject().put("id", 9));

        assertThat(ack).hasSize(1);
        assertThat(((JSONObject) ack[0]).toMap()).containsOnly(Map.entry("status", "ok"));
        assertThat(awaitOne(one.removed()).getInt("id")).isEqualTo(9);
        assertThat(awaitOne(other.removed()).getInt("id")).isEqualTo(9);
        assertThat(plain.awaitEvent("item_removed").get("data").get("id").asInt())
                .isEqualTo(9);
    }

    @Test
    void whatAPlainClientPublishesIsHeard() {
        SocketIoClient socketIo = socketIo();
        client("").send("{\"event\":\"item_removed\",\"data\":{\"id\":3}}");

        assertThat(awaitOne(socketIo.removed()).getInt("id")).isEqualTo(3);
    }

    @Test
    void refusedEventIsToldInItsAckOrAsAnErrorEvent() {
        SocketIoClient client = socketIo();

        Object[] ack = client.call("item_added", 1);
        client.emit("item_added", 1);

        assertThat(((JSONObject) ack[0]).toMap())
                .containsEntry("status", "error")
                .containsEntry("code", "unknown_event");
        assertThat(awaitOne(client.errors()).getString("code")).isEqualTo("unknown_event");
        assertThat(client.connects()).isEqualTo(1);
    }

    @Test
    void otherNamespaceIsRefused() {
        SocketIoClient client = closing(SocketIoClient.connecting(stack.webSocketUrl(), "/admin"));

        await().atMost(Client.PATIENCE).until(() -> !client.refusals().isEmpty());
        assertThat(client.refusals().getFirst()).contains("Invalid namespace");
    }

    @Test
    void twoHundredClientsThatConnectAtOnceAreAllToldOnce() {
        List<SocketIoClient> all = IntStream.range(0, 200)
                .mapToObj(i -> closing(SocketIoClient.connecting(stack.webSocketUrl(), "/")))
                .toList();
        all.forEach(client -> client.awaitConnects(1));
        all.getFirst().call("item_removed", 1);

        stack.publish("{\"id\":1}");

        all.forEach(client -> awaitOne(client.added()));
        assertThat(all).allMatch(client -> client.added().size() == 1 && client.connects() == 1);
    }

    @Test
    void clientThatTheServerClosedConnectsAnewAndHearsAgain() {
        SocketIoClient client = socketIo();
        String before = client.id();
        try (ApiGatewayManagementApiClient api = managementApi()) {
            // Java's client does not see the close frame, but what is no packet makes it close its side.
            api.postToConnection(post -> post.connectionId(before).data(SdkBytes.fromUtf8String("{}")));
            api.deleteConnection(delete -> delete.connectionId(before));
        }
        client.awaitConnects(2);
        stack.publish("{\"id\":2}");

        assertThat(awaitOne(client.added()).getInt("id")).isEqualTo(2);
        assertThat(client.id()).isNotEqualTo(before);
    }

    private ApiGatewayManagementApiClient managementApi() {
        return ApiGatewayManagementApiClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .endpointOverride(URI.create(stack.ready().get("connectionsUrl").asText()))
                .build();
    }

    @Test
    void openPacketSaysWhatClientsNeed() {
        Client client = client(QUERY);

        assertThat(awaitFrames(client, 1).getFirst())
                .matches("0\\{\"sid\":\"[^\"]+\",\"upgrades\":\\[],\"pingInterval\":240000,"
                        + "\"pingTimeout\":360000,\"maxPayload\":32768}");
    }

    @Test
    void clientHearsNothingBeforeItHasJoinedNorAfterItHasLeft() {
        Client waiting = client(QUERY);
        awaitFrames(waiting, 1);
        Client left = raw("");
        left.send("41");
        SocketIoClient witness = socketIo();
        witness.call("item_removed", 1);
        left.send("2");
        await().atMost(Client.PATIENCE).until(() -> left.frames().contains("3"));

        stack.publish("{\"id\":5}");
        awaitOne(witness.added());

        assertThat(waiting.frames()).hasSize(1);
        assertThat(left.frames()).doesNotContain("42[\"item_added\",{\"id\":5}]");
    }

    @Test
    void recoveringClientIsToldThatNothingWasRecoveredAndGetsOffsets() {
        Client client = client(QUERY + "&recovery=1");
        awaitFrames(client, 1);
        client.send("40{\"pid\":\"before\",\"offset\":\"17\"}");
        assertThat(awaitFrames(client, 2).getLast()).matches("40\\{\"sid\":\"[^\"]+\",\"pid\":\"[0-9a-f-]{36}\"}");

        String id = stack.publish("{\"id\":6}");

        await().atMost(Client.PATIENCE)
                .until(() -> client.frames().contains("42[\"item_added\",{\"id\":6},\"" + id + "\"]"));
    }

    @ParameterizedTest
    @CsvSource({"?EIO=3&transport=websocket", "?EIO=4&transport=polling", "?EIO=4&transport=websocket&sid=x"})
    void whatIsNotServedIsRefusedInTheHandshake(String query) {
        var refused = catchThrowableOfType(
                CompletionException.class, () -> Client.connect(URI.create(stack.webSocketUrl() + query)));

        assertThat(((WebSocketHandshakeException) refused.getCause())
                        .getResponse()
                        .statusCode())
                .isEqualTo(400);
    }

    // ------------------------------------------------------------------ whatever a client sends

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2",
                "2probe",
                "3",
                "40",
                "40{}",
                "41",
                "5",
                "6",
                "0",
                "42[\"item_removed\",1]",
                "421[\"item_removed\",1]",
                "42[\"nonsense\"]",
                "421[\"a\",1,2]",
                "430[]",
                "40/ns,",
                "41/ns"
            })
    void packetsAreAnsweredByPacketsOnly(String text) {
        Client client = raw("");
        client.send(text);
        client.send("2end");

        await().atMost(Client.PATIENCE).until(() -> client.frames().contains("3end"));
        assertThat(client.frames()).allMatch(PACKET.asMatchPredicate());
        assertThat(client.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "4abc",
                "42{}",
                "42abc[]",
                "40\"x\"",
                "451-[\"e\",{\"_placeholder\":true,\"num\":0}]",
                "bAQID",
                "{}",
                "{\"event\":\"ping\"}",
                "{\"event\":\"item_removed\",\"data\":1,\"ack\":1}",
                "[1]",
                "null",
                "44{}",
                "42/ns,[\"e\"]",
                "1"
            })
    void rubbishEndsTheConnectionWithoutAWordOfTheGateways(String text) {
        Client client = raw("");
        client.send(text);

        client.awaitClose();
        assertThat(client.frames()).allMatch(PACKET.asMatchPredicate());
    }

    @Test
    void eventBeforeJoiningEndsTheConnection() {
        Client client = client(QUERY);
        awaitFrames(client, 1);
        client.send("42[\"item_removed\",1]");

        client.awaitClose();
        assertThat(client.frames()).hasSize(1).allMatch(PACKET.asMatchPredicate());
    }

    @Test
    void frameThatIsTooLongForTheGatewayEndsTheConnection() {
        Client client = raw("");
        client.send("42[\"item_removed\",\"" + "x".repeat(33_000) + "\"]");

        assertThat(client.awaitClose()).isEqualTo(1009);
        assertThat(client.frames()).allMatch(PACKET.asMatchPredicate());
    }

    @Test
    void binaryEndsTheConnection() {
        Client client = raw("");
        client.sendBinary(ByteBuffer.wrap(new byte[] {4, 1, 2}));

        assertThat(client.awaitClose()).isEqualTo(1003);
        assertThat(client.frames()).allMatch(PACKET.asMatchPredicate());
    }
}
