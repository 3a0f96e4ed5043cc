package herald.socketio;

import static herald.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import herald.publications.EventName;
import herald.publications.RawJson;
import herald.socketio.Packet.Ack;
import herald.socketio.Packet.Close;
import herald.socketio.Packet.Connect;
import herald.socketio.Packet.ConnectError;
import herald.socketio.Packet.Disconnect;
import herald.socketio.Packet.Event;
import herald.socketio.Packet.Noop;
import herald.socketio.Packet.Open;
import herald.socketio.Packet.Ping;
import herald.socketio.Packet.Pong;
import herald.socketio.Packet.Refused;
import herald.socketio.Packet.Upgrade;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {

    private static final OptionalLong NO_ACK = OptionalLong.empty();

    @Test
    void engineIoPacketsAreRead() {
        assertThat(Decoder.read("0")).isEqualTo(new Open());
        assertThat(Decoder.read("0{\"sid\":\"x\"}")).isEqualTo(new Open());
        assertThat(Decoder.read("1")).isEqualTo(new Close());
        assertThat(Decoder.read("2")).isEqualTo(new Ping(""));
        assertThat(Decoder.read("2probe")).isEqualTo(new Ping("probe"));
        assertThat(Decoder.read("3")).isEqualTo(new Pong(""));
        assertThat(Decoder.read("3probe")).isEqualTo(new Pong("probe"));
        assertThat(Decoder.read("5")).isEqualTo(new Upgrade());
        assertThat(Decoder.read("6")).isEqualTo(new Noop());
    }

    @Test
    void whatIsBehindATypeWithoutDataIsDropped() {
        assertThat(Decoder.read("1bye")).isEqualTo(new Close());
        assertThat(Decoder.read("5x")).isEqualTo(new Upgrade());
        assertThat(Decoder.read("6 ")).isEqualTo(new Noop());
    }

    @Test
    void connectHasAnObjectOrNothing() {
        assertThat(Decoder.read("40")).isEqualTo(new Connect("/", null));
        assertThat(Decoder.read("40{}")).isEqualTo(new Connect("/", json("{}")));
        assertThat(Decoder.read("40{\"token\": 1.10}")).isEqualTo(new Connect("/", json("{\"token\": 1.10}")));
        assertThat(Decoder.read("40/admin,{\"token\":\"a,b\"}"))
                .isEqualTo(new Connect("/admin", json("{\"token\":\"a,b\"}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/admin /admin",
                "/admin, /admin",
                "/, /",
                "/ /",
                "/admin?token=1 /admin",
                "/admin?a=1?b=2, /admin",
                "/?token=1, /",
                "/a/b-c_d.1, /a/b-c_d.1",
                "// //"
            })
    void namespaceEndsAtItsCommaAndHasNoQuery(String written, String namespace) {
        assertThat(Decoder.read("40" + written)).isEqualTo(new Connect(namespace, null));
        assertThat(Decoder.read("41" + written)).isEqualTo(new Disconnect(namespace));
        assertThat(Decoder.read("44" + written)).isEqualTo(new ConnectError(namespace, null));
    }

    @Test
    void eventsHaveANameAndArguments() {
        assertThat(Decoder.read("42[\"item_removed\",{\"id\" : \"\\u00e9\"}]"))
                .isEqualTo(new Event("/", NO_ACK, "item_removed", List.of(json("{\"id\" : \"\\u00e9\"}"))));
        assertThat(Decoder.read("42[\"e\"]")).isEqualTo(new Event("/", NO_ACK, "e", List.of()));
        assertThat(Decoder.read("42/admin,[\"e\",1]")).isEqualTo(new Event("/admin", NO_ACK, "e", List.of(json("1"))));
        assertThat(Decoder.read("42[\"e\",1,\"],[\",[ ],null]"))
                .isEqualTo(new Event("/", NO_ACK, "e", List.of(json("1"), json("\"],[\""), json("[ ]"), RawJson.NULL)));
    }

    @Test
    void eventsMayWantAnAck() {
        assertThat(Decoder.read("420[\"e\"]")).isEqualTo(new Event("/", OptionalLong.of(0), "e", List.of()));
        assertThat(Decoder.read("42/admin?x=1,17[\"e\"]"))
                .isEqualTo(new Event("/admin", OptionalLong.of(17), "e", List.of()));
        assertThat(Decoder.read("42007[\"e\"]")).isEqualTo(new Event("/", OptionalLong.of(7), "e", List.of()));
        assertThat(Decoder.read("429223372036854775807[\"e\"]"))
                .isEqualTo(new Event("/", OptionalLong.of(Long.MAX_VALUE), "e", List.of()));
    }

    @Test
    void spaceAroundJsonIsNoFault() {
        assertThat(Decoder.read("42 [ \"e\" , 1 ] ")).isEqualTo(new Event("/", NO_ACK, "e", List.of(json("1"))));
        assertThat(Decoder.read("40\n{}")).isEqualTo(new Connect("/", json("{}")));
    }

    @Test
    void escapesInANameAreRead() {
        assertThat(Decoder.read("42[\"a\\u00e9\\\"\\n\\ud83d\\ude00é\"]"))
                .isEqualTo(new Event("/", NO_ACK, "aé\"\n😀é", List.of()));
        assertThat(Decoder.read("42[\"\\ud83d\"]")).isEqualTo(new Event("/", NO_ACK, "\ud83d", List.of()));
        assertThat(Decoder.read("42[\"\ud83d\"]")).isInstanceOf(Event.class);
    }

    @Test
    void acksHaveAnIdAndArguments() {
        assertThat(Decoder.read("4377[\"answer\",{}]"))
                .isEqualTo(new Ack("/", 77, List.of(json("\"answer\""), json("{}"))));
        assertThat(Decoder.read("43/admin,0[]")).isEqualTo(new Ack("/admin", 0, List.of()));
    }

    @Test
    void connectErrorsHaveAnObjectOrAString() {
        assertThat(Decoder.read("44{\"message\":\"no\"}"))
                .isEqualTo(new ConnectError("/", json("{\"message\":\"no\"}")));
        assertThat(Decoder.read("44/admin,\"no\"")).isEqualTo(new ConnectError("/admin", json("\"no\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "bAQID", "451-[\"e\",{\"_placeholder\":true,\"num\":0}]", "45", "460-1[]", "46x"})
    void binaryIsRefused(String text) {
        assertThat(Decoder.read(text))
                .isEqualTo(new Refused("it is binary or announces binary data, and only text is served"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "abc",
                "7",
                "-1",
                "\u0664",
                "{\"message\":\"Internal server error\"}",
                "[]",
                "0x",
                "0[]",
                "4",
                "4abc",
                "47",
                "4/",
                "40[]",
                "401",
                "40null",
                "40\"token\"",
                "40abc",
                "40{",
                "40{}x",
                "40{'a':1}",
                "40/admin{},1",
                "41[]",
                "411",
                "41/admin,x",
                "42",
                "42/admin",
                "421",
                "42{}",
                "42[]",
                "42[1]",
                "42[null,\"e\"]",
                "42[[\"e\"]]",
                "42\"e\"",
                "42abc[\"e\"]",
                "42-1[\"e\"]",
                "421.5[\"e\"]",
                "42\u0664[\"e\"]",
                "42[\"e\"",
                "42[\"e\",]",
                "42[\"e\"]]",
                "42[\"e\"]x",
                "42[\"\\x\"]",
                "42[\"e\",NaN]",
                "42[\"e\",01]",
                "429223372036854775808[\"e\"]",
                "4299999999999999999999[\"e\"]",
                "43[]",
                "43",
                "431",
                "431{}",
                "431\"a\"",
                "43/admin,[]",
                "439223372036854775808[]",
                "44[]",
                "441",
                "44x"
            })
    void whatIsNoPacketIsRefused(String text) {
        assertThat(Decoder.read(text)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect",
                "connect_error",
                "disconnect",
                "disconnecting",
                "newListener",
                "removeListener",
                "\\u0063onnect"
            })
    void reservedEventsAreRefused(String name) {
        assertThat(Decoder.read("42[\"" + name + "\"]"))
                .isEqualTo(new Refused("its EVENT has a name that Socket.IO keeps for itself"));
        // So that no publisher makes clients read what they refuse.
        assertThat(new EventName(name.replace("\\u0063", "c")).fault()).isPresent();
    }

    @Test
    void depthAndLengthOfNumbersHaveLimits() {
        assertThat(Decoder.read("42[\"e\"," + "[".repeat(499) + "]".repeat(499) + "]"))
                .isInstanceOf(Event.class);
        assertThat(Decoder.read("42[\"e\"," + "[".repeat(500) + "]".repeat(500) + "]"))
                .isInstanceOf(Refused.class);
        assertThat(Decoder.read("42" + "[".repeat(1_000_000))).isInstanceOf(Refused.class);
        assertThat(Decoder.read("40" + "{\"a\":".repeat(200_000))).isInstanceOf(Refused.class);
        assertThat(Decoder.read("42" + "9".repeat(1_000_000))).isInstanceOf(Refused.class);
        assertThat(Decoder.read("42" + "0".repeat(1_000_000) + "[\"e\"]")).isInstanceOf(Event.class);
        assertThat(Decoder.read("42[\"e\"," + "9".repeat(1_000_000) + "]")).isInstanceOf(Refused.class);
    }

    @Test
    void faultQuotesNothingOfTheText() {
        for (String text : List.of("secret", "4secret", "42secret", "42[\"e\",secret]", "40\"secret\"", "41secret")) {
            assertThat(((Refused) Decoder.read(text)).fault()).doesNotContain("secret");
        }
    }
}
