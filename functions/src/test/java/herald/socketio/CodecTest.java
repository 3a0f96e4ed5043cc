package herald.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every packet and every text. */
class CodecTest {

    private static final int PACKETS = 50_000;
    private static final long INPUTS = 200_000;

    @Test
    void everyPacketIsReadAsItWasWritten() {
        long seed = 11;
        var random = new Random(seed);
        for (int i = 0; i < PACKETS; i++) {
            Packet packet = RandomPacket.packet(random);
            String text = PacketText.of(packet);

            assertThat(Decoder.read(text))
                    .as("seed %d, packet %d, %s", seed, i, text)
                    .isEqualTo(packet);
        }
    }

    /** {@code bench/run codec} does it with ten million, and another seed each time. */
    @Test
    void noInputThrowsOrTakesMoreThanItsShareOfMemory() {
        CodecFuzz.Findings findings = CodecFuzz.run(INPUTS, 12);

        // Neither all noise nor all packets, else it would show little.
        assertThat(findings.packets()).isBetween(INPUTS / 10, INPUTS * 9 / 10);
        assertThat(findings.faults()).isGreaterThan(10);
    }
}
