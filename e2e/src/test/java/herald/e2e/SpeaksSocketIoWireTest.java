package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket.IO as it is on the wire, with a client that sends whatever it likes. */
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
final class SpeaksSocketIoWireTest {

    private static final String QUERY = "?EIO=4&transport=websocket";

    /** What begins with the type of an Engine.IO packet; the gateway's own errors are JSON objects. */
    private static final Pattern PACKET = Pattern.compile("[0-6].*", Pattern.DOTALL);

    private final List<Client> clients = new ArrayList<>();
    private RunningStack stack;

    @BeforeEach
    void given(RunningStack running) {
        stack = running;
    }

    @AfterEach
    void disconnect() {
        clients.forEach(Client::close);
    }

    private Client client(String query) {
        Client client = Client.connect(URI.create(stack.webSocketUrl() + query));
        clients.add(client);
        return client;
    }

    /** One that has been greeted and has joined. */
    private Client raw(String more) {
        Client client = client(QUERY + more);
        awaitFrames(client, 1);
        client.send("40");
        awaitFrames(client, 2);
        awaitHearing(client);
        return client;
    }

    /** Until its row says, too, that it has joined, which is a write later. Before any ack it does. */
    private static void awaitHearing(Client client) {
        client.send("4299[\"nobody publishes this\"]");
        await().atMost(Client.PATIENCE)
                .until(() -> client.frames().stream().anyMatch(frame -> frame.startsWith("4399[")));
    }

    private static List<String> awaitFrames(Client client, int count) {
        await().atMost(Client.PATIENCE)
                .untilAsserted(() -> assertThat(client.frames()).hasSizeGreaterThanOrEqualTo(count));
        return client.frames();
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
        Client witness = raw("");
        left.send("2");
        await().atMost(Client.PATIENCE).until(() -> left.frames().contains("3"));

        stack.publish("{\"id\":5}");
        await().atMost(Client.PATIENCE).until(() -> witness.frames().contains("42[\"item_added\",{\"id\":5}]"));

        assertThat(waiting.frames()).hasSize(1);
        assertThat(left.frames()).doesNotContain("42[\"item_added\",{\"id\":5}]");
    }

    @Test
    void recoveringClientIsToldThatNothingWasRecoveredAndGetsOffsets() {
        Client client = client(QUERY + "&recovery=1");
        awaitFrames(client, 1);
        client.send("40{\"pid\":\"before\",\"offset\":\"17\"}");
        assertThat(awaitFrames(client, 2).getLast()).matches("40\\{\"sid\":\"[^\"]+\",\"pid\":\"[0-9a-f-]{36}\"}");

        awaitHearing(client);
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
    void messageThatIsTooLongForTheGatewayEndsTheConnection() {
        Client client = raw("");
        client.send("42[\"item_removed\",\"" + "x".repeat(131_100) + "\"]");

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
