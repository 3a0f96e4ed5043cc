package herald.bench.codec;

import static org.assertj.core.api.Assertions.assertThat;

import herald.socketio.Packet;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private final EventCodec codec = new EventCodec();

    @Test
    void eventIsOfTheSizeThatTheResultNames() {
        assertThat(codec.encode().getBytes(StandardCharsets.UTF_8)).hasSize(EventCodec.FRAME_BYTES);
        assertThat(codec.encodeToFrame().getFirst().text()).isEqualTo(codec.encode());
    }

    @Test
    void decodingIsNotARefusal() {
        assertThat(codec.decode()).isInstanceOf(Packet.Event.class);
    }
}
