package herald.dialects;

import static herald.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import herald.Samples;
import herald.dialects.ClientMessage.Malformed;
import herald.dialects.ClientMessage.Ping;
import herald.dialects.ClientMessage.Publish;
import herald.publications.EventName;
import herald.publications.RandomJson;
import herald.publications.RawJson;
import herald.socketio.Decoder;
import herald.socketio.Packet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessageTest {

    @Test
    void eventDataAndAckAreRead() {
        assertThat(ClientMessage.read(Samples.webSocket("message-plain.json").getBody()))
                .isEqualTo(
                        new Publish(new EventName("item_removed"), json("{\"id\":\"42\", \"price\":1.10}"), json("7")));
    }

    @Test
    void batchClientsSendTheSame() {
        assertThat(ClientMessage.read(Samples.webSocket("message-batch.json").getBody()))
                .isEqualTo(new Publish(new EventName("item_removed"), json("{\"id\":\"43\"}"), json("{\"seq\":8}")));
    }

    @Test
    void missingDataIsNullAndUnknownKeysAreLeft() {
        assertThat(ClientMessage.read("{\"x\":[{}],\"event\":\"e\",\"y\":1}"))
                .isEqualTo(new Publish(new EventName("e"), RawJson.NULL, null));
    }

    @Test
    void pingIsNoEvent() {
        assertThat(ClientMessage.read(Samples.webSocket("message-ping.json").getBody()))
                .isEqualTo(new Ping());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "5",
                "null",
                "{\"event\":\"e\"",
                "{\"event\":\"e\"}{}",
                "[{\"event\":\"e\"}]",
                "{\"event\":\"item_removed\",\"data\":"
            })
    void whatIsNoObjectIsMalformed(String text) {
        assertThat(ClientMessage.read(text)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"event\":5}", "{\"event\":null}", "{\"event\":{\"event\":\"e\"}}"})
    void eventThatIsNoStringIsMalformed(String text) {
        assertThat(ClientMessage.read(text)).isEqualTo(new Malformed("its \"event\" is not the name of one", null));
    }

    @Test
    void malformedObjectKeepsItsAck() {
        assertThat(ClientMessage.read("{\"ack\":[1],\"event\":5}"))
                .isEqualTo(new Malformed("its \"event\" is not the name of one", json("[1]")));
    }

    @Test
    void dataIsByteForByteTheClients() {
        var random = new Random(3);
        for (int i = 0; i < 1_000; i++) {
            String data = RandomJson.value(random, 4);
            String text =
                    "{\"data\":" + RandomJson.space(random) + data + RandomJson.space(random) + ",\"event\":\"e\"}";

            assertThat(ClientMessage.read(text)).isEqualTo(new Publish(new EventName("e"), json(data), null));
        }
    }

    @Test
    void socketIosEventHasItsOnlyArgumentAsData() {
        assertThat(ofSocketIo("42[\"item_removed\",{\"id\" : 1}]"))
                .isEqualTo(new Publish(new EventName("item_removed"), json("{\"id\" : 1}"), null));
        assertThat(ofSocketIo("420[\"item_removed\"]"))
                .isEqualTo(new Publish(new EventName("item_removed"), RawJson.NULL, json("0")));
        assertThat(ofSocketIo("42[\"ping\"]")).isEqualTo(new Publish(new EventName("ping"), RawJson.NULL, null));
    }

    @Test
    void socketIosEventWithMoreIsMalformedSinceNobodyWouldGetIt() {
        assertThat(ofSocketIo("427[\"item_removed\",1,2]"))
                .isEqualTo(new Malformed("its event has more than one argument", json("7")));
    }

    private static ClientMessage ofSocketIo(String text) {
        return ClientMessage.of((Packet.Event) Decoder.read(text));
    }
}
