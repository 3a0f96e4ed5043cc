package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
final class SpeaksTheWireFormatTest {

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

    private Client connect(String... subprotocols) {
        Client client = Client.connect(stack.webSocketUrl(), subprotocols);
        clients.add(client);
        return client;
    }

    @Test
    void aPlainFrameIsOneObjectWithEventDataAndId() {
        Client client = connect();
        String id = stack.publish("{\"a\":[1,2]}");
        client.awaitEvent("item_added");
        assertThat(client.frames())
                .containsExactly("{\"event\":\"item_added\",\"data\":{\"a\":[1,2]},\"id\":\"" + id + "\"}");
    }

    @Test
    void theEventAttributeNamesTheEvent() {
        Client client = connect();
        stack.publish("null", Map.of("event", "price \"changed\""));
        assertThat(client.awaitEvent("price \"changed\"").get("data").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"b\" : 1.0E+2 ,\t\"a\":0.10,\n \"a\":\"\\u00e4\\/\" }",
                "12345678901234567890.123456789",
                "\"\\ud83d\\ude00 \uD83D\uDE00\"",
                "true",
                "[]"
            })
    void dataIsPassedOnByteForByte(String data) {
        Client client = connect();
        stack.publish(data);
        client.awaitEvent("item_added");
        assertThat(client.frames().getFirst()).contains("\"data\":" + data + ",\"id\"");
    }

    @Test
    void aClientsDataIsPassedOnByteForByteToo() {
        Client client = connect();
        client.send("{\"data\": {\"id\": 1.50,  \"x\":\"\\u0041\"} , \"event\":\"item_removed\"}");
        client.awaitEvent("item_removed");
        assertThat(client.frames().getFirst()).contains("\"data\":{\"id\": 1.50,  \"x\":\"\\u0041\"}");
    }

    @Test
    void anAckRepeatsWhateverTheClientGave() {
        Client client = connect();
        client.send("{\"event\":\"item_removed\",\"data\":1,\"ack\":{\"n\":[1,\"two\"]}}");
        assertThat(client.awaitEvent("ack").get("ack").toString()).isEqualTo("{\"n\":[1,\"two\"]}");
    }

    @Test
    void pingIsAnsweredByPong() {
        Client client = connect();
        client.send("{\"event\":\"ping\"}");
        client.awaitEvent("pong");
        assertThat(client.frames()).containsExactly("{\"event\":\"pong\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "",
                "5",
                "[1]",
                "{}",
                "{\"event\":5}",
                "{\"event\":\"\"}",
                "{\"event\":\"item_removed\"",
                "{\"event\":\"item_removed\"} trailing",
                "\"item_removed\"",
                "null"
            })
    void aMalformedFrameGetsAnErrorAndTheClientStaysConnected(String frame) {
        Client client = connect();
        client.send(frame);
        assertThat(client.awaitEvent("error").get("data").get("code").asText()).isEqualTo("malformed");
        client.send("{\"event\":\"ping\"}");
        client.awaitEvent("pong");
        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void anEventThatClientsMayNotPublishIsRefusedWithItsAck() {
        Client client = connect();
        client.send("{\"event\":\"item_added\",\"data\":1,\"ack\":3}");
        JsonNode error = client.awaitEvent("error");
        assertThat(error.get("data").get("code").asText()).isEqualTo("unknown_event");
        assertThat(error.get("data").get("message").asText()).contains("item_added");
        assertThat(error.get("ack").asInt()).isEqualTo(3);
    }

    @Test
    void aBatchClientIsAnsweredInArrays() {
        Client client = connect("herald.batch");
        client.send("{\"event\":\"ping\"}");
        client.awaitEvent("pong");
        client.send("nonsense");
        client.awaitEvent("error");
        assertThat(client.frames()).hasSize(2).allMatch(frame -> frame.startsWith("[{") && frame.endsWith("}]"));
    }

    @Test
    void aMessageOfOneHundredKilobytesArrivesWhole() {
        Client client = connect();
        String data = "\"" + "x".repeat(100_000) + "\"";
        stack.publish(data);
        assertThat(client.awaitEvent("item_added").get("data").asText()).hasSize(100_000);
    }
}
