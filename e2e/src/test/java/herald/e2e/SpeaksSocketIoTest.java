package herald.e2e;

import static herald.e2e.SocketIoClient.awaitOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A stock Socket.IO client for Java. */
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
final class SpeaksSocketIoTest {

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

    private Client client(String... subprotocols) {
        return closing(Client.connect(stack.webSocketUrl(), subprotocols));
    }

    private <C extends AutoCloseable> C closing(C client) {
        clients.add(client);
        return client;
    }

    @Test
    void clientsOfAllDialectsHearTheSame() {
        SocketIoClient socketIo = socketIo();
        Client plain = client();
        Client batch = client("herald.batch");

        stack.publish("{\"id\":7,\"name\":\"Äpfel\"}");

        assertThat(awaitOne(socketIo.added()).get("name").asText()).isEqualTo("Äpfel");
        assertThat(plain.awaitEvent("item_added").get("data").get("id").asInt()).isEqualTo(7);
        assertThat(batch.awaitEvent("item_added").get("data").get("id").asInt()).isEqualTo(7);
    }

    @Test
    void whatAClientEmitsIsAcknowledgedAndComesBackToEverybody() {
        SocketIoClient one = socketIo();
        SocketIoClient other = socketIo();
        Client plain = client();

        assertThat(one.call("item_removed", new JSONObject(Map.of("id", 9))).toString())
                .isEqualTo("{\"status\":\"ok\"}");
        assertThat(awaitOne(one.removed()).get("id").asInt()).isEqualTo(9);
        assertThat(awaitOne(other.removed()).get("id").asInt()).isEqualTo(9);
        assertThat(plain.awaitEvent("item_removed").get("data").get("id").asInt())
                .isEqualTo(9);
    }

    @Test
    void whatAPlainClientPublishesIsHeard() {
        SocketIoClient socketIo = socketIo();
        client().send("{\"event\":\"item_removed\",\"data\":{\"id\":3}}");

        assertThat(awaitOne(socketIo.removed()).get("id").asInt()).isEqualTo(3);
    }

    @Test
    void refusedEventIsToldInItsAckOrAsAnErrorEvent() {
        SocketIoClient client = socketIo();

        JsonNode ack = client.call("item_added", 1);
        client.emit("item_added", 1);

        assertThat(ack.get("status").asText()).isEqualTo("error");
        assertThat(ack.get("code").asText()).isEqualTo("unknown_event");
        assertThat(awaitOne(client.errors()).get("code").asText()).isEqualTo("unknown_event");
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
        SocketIoClient.awaitHearing(all);

        stack.publish("{\"id\":1}");

        all.forEach(client -> awaitOne(client.added()));
        assertThat(all).allMatch(client -> client.added().size() == 1 && client.connects() == 1);
    }

    @Test
    void clientThatTheServerClosedConnectsAnewAndHearsAgain() {
        SocketIoClient client = socketIo();
        String before = client.id();
        ServerClose.of(stack, before);

        client.awaitConnects(2).awaitHearing();
        stack.publish("{\"id\":2}");

        assertThat(awaitOne(client.added()).get("id").asInt()).isEqualTo(2);
        assertThat(client.id()).isNotEqualTo(before);
    }
}
