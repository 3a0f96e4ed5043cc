package herald.socketio;

import static herald.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderTest {

    private static final OptionalLong NO_ACK = OptionalLong.empty();

    @Test
    void openNamesEveryKey() {
        assertThat(Encoder.open("L0SM9=", Duration.ofMinutes(4), Duration.ofMinutes(6), 32_768))
                .isEqualTo("0{\"sid\":\"L0SM9=\",\"upgrades\":[],\"pingInterval\":240000,\"pingTimeout\":360000,"
                        + "\"maxPayload\":32768}");
    }

    @Test
    void openStaysWithinJavaScriptsTimers() {
        Duration longest = Duration.ofMillis(Integer.MAX_VALUE - 1);

        assertThat(Encoder.open("s", longest, Duration.ofMillis(1), 1)).contains("2147483646");
        assertThatIllegalArgumentException().isThrownBy(() -> Encoder.open("s", longest, Duration.ofMillis(2), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Encoder.open("s", Duration.ofDays(30_000_000), Duration.ofDays(30_000_000), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Encoder.open("s", Duration.ZERO, Duration.ofMillis(1), 1));
    }

    @Test
    void handshakeIsAnswered() {
        assertThat(Encoder.connect("/", "a\"b")).isEqualTo("40{\"sid\":\"a\\\"b\"}");
        assertThat(Encoder.connect("/admin", "s")).isEqualTo("40/admin,{\"sid\":\"s\"}");
        assertThat(Encoder.connect("/", "s", "p")).isEqualTo("40{\"sid\":\"s\",\"pid\":\"p\"}");
        assertThat(Encoder.connectError("/admin", "Invalid namespace"))
                .isEqualTo("44/admin,{\"message\":\"Invalid namespace\"}");
    }

    @Test
    void argumentsStayAsTheyWereWritten() {
        assertThat(Encoder.event("/", NO_ACK, "item_added", List.of(json("{\"b\" : 1.10, \"a\":\"\\u00e9é\"}"))))
                .isEqualTo("42[\"item_added\",{\"b\" : 1.10, \"a\":\"\\u00e9é\"}]");
        assertThat(Encoder.event("/admin", OptionalLong.of(77), "e", List.of())).isEqualTo("42/admin,77[\"e\"]");
        assertThat(Encoder.ack("/", 0, List.of())).isEqualTo("430[]");
        assertThat(Encoder.ack("/admin", 7, List.of(json("1"), json("[ ]")))).isEqualTo("43/admin,7[1,[ ]]");
    }

    @Test
    void namesAreEscapedAsJavaScriptDoesIt() {
        assertThat(Encoder.event("/", NO_ACK, "\"\\\n😀é\ud83d\ude00\ud83d", List.of()))
                .isEqualTo("42[\"\\\"\\\\\\u000a😀é😀\\ud83d\"]");
        assertThat(Encoder.event("/", NO_ACK, "\ude00\ud83d", List.of())).isEqualTo("42[\"\\ude00\\ud83d\"]");
    }

    @Test
    void packetsOfEngineIoAreWritten() {
        assertThat(Encoder.ping()).isEqualTo("2");
        assertThat(Encoder.pong("probe")).isEqualTo("3probe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "admin", "/a,b", "/a?b"})
    void whatIsNoNamespaceIsNotWritten(String namespace) {
        assertThatIllegalArgumentException().isThrownBy(() -> Encoder.connect(namespace, "s"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Packet.Disconnect(namespace));
    }

    @Test
    void whatClientsWouldRefuseIsNotWritten() {
        assertThatIllegalArgumentException().isThrownBy(() -> Encoder.event("/", NO_ACK, "connect", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Encoder.ack("/", -1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Packet.Connect("/", json("[]")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Packet.ConnectError("/", json("1")));
    }
}
