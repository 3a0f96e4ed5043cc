package herald.routes;

import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Phase;
import herald.socketio.Decoder;
import herald.socketio.Packet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PacketStepTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // packet            | opening | joining | joined
                "40                  | Join    | Join    | Nothing",
                "40{\"token\":\"t\"} | Join    | Join    | Nothing",
                "40/ns,              | Say     | Say     | Say",
                "41                  | Nothing | Leave   | Leave",
                "41/ns               | Nothing | Nothing | Nothing",
                "42[\"e\"]           | HangUp  | Publish | Publish",
                "427[\"e\",1]        | HangUp  | Publish | Publish",
                "42/ns,[\"e\"]       | HangUp  | HangUp  | HangUp",
                "430[]               | HangUp  | Nothing | Nothing",
                "43/ns,0[]           | HangUp  | HangUp  | HangUp",
                "44{\"message\":\"\"}| HangUp  | HangUp  | HangUp",
                "451-[\"e\"]         | HangUp  | HangUp  | HangUp",
                "1                   | Bye     | Bye     | Bye",
                "2                   | Say     | Say     | Say",
                "3                   | Alive   | Alive   | Alive",
                "0{}                 | Nothing | Nothing | Nothing",
                "5                   | Nothing | Nothing | Nothing",
                "6                   | Nothing | Nothing | Nothing",
                "bAAAA               | HangUp  | HangUp  | HangUp",
                "abc                 | HangUp  | HangUp  | HangUp",
                "42{}                | HangUp  | HangUp  | HangUp",
                "40[]                | HangUp  | HangUp  | HangUp",
            })
    void packetHasItsStepInEachPhase(String text, String opening, String joining, String joined) {
        Packet packet = Decoder.read(text);

        assertThat(PacketStep.of(packet, Phase.OPENING).getClass().getSimpleName())
                .isEqualTo(opening);
        assertThat(PacketStep.of(packet, Phase.JOINING).getClass().getSimpleName())
                .isEqualTo(joining);
        assertThat(PacketStep.of(packet, Phase.JOINED).getClass().getSimpleName())
                .isEqualTo(joined);
    }

    @ParameterizedTest
    @EnumSource
    void probesAndPingsAreAnsweredWithTheirPayload(Phase phase) {
        assertThat(PacketStep.of(Decoder.read("2probe"), phase)).isEqualTo(new PacketStep.Say("3probe"));
        assertThat(PacketStep.of(Decoder.read("2"), phase)).isEqualTo(new PacketStep.Say("3"));
    }

    @Test
    void otherNamespaceIsRefusedByItsName() {
        assertThat(PacketStep.of(Decoder.read("40/admin,{\"token\":1}"), Phase.JOINED))
                .isEqualTo(new PacketStep.Say("44/admin,{\"message\":\"Invalid namespace\"}"));
    }
}
