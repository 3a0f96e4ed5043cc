package herald.bench.codec;

import herald.dialects.Dialects;
import herald.dialects.Frame;
import herald.publications.ChannelName;
import herald.publications.EventName;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.publications.RawJson;
import herald.socketio.Decoder;
import herald.socketio.Encoder;
import herald.socketio.Packet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An event whose frame is 200 bytes, written and read. JMH makes a subclass of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventCodec {

    static final int FRAME_BYTES = 200;

    private static final String DATA = """
            {"id":47110,"name":"Apples, “Granny Smith”","price":2.50,"tags":["fruit","green",null],\
            "stock":{"warehouse":"east-1","left":120,"reserved":false},"changed":"2026-01-02T03:04:05Z"}""";

    private final Packet.Event event = (Packet.Event) Decoder.read("42[\"item_added\"," + DATA + "]");
    private final RawJson data = event.arguments().getFirst();
    private final List<RawJson> arguments = List.of(data);
    private final List<Publication> publications = List.of(new Publication(
            new EventName("item_added"),
            data,
            new PublicationId("6f1c2b1e-0000-4000-8000-000000000000"),
            ChannelName.LOBBY));
    private final String text = Encoder.event(Packet.ROOT, OptionalLong.empty(), event.name(), arguments);

    @Benchmark
    public String encode() {
        return Encoder.event(Packet.ROOT, OptionalLong.empty(), "item_added", arguments);
    }

    /** Encodes as the fan-out does, down to the bytes that are posted. */
    @Benchmark
    public List<Frame> encodeToFrame() {
        return Dialects.SOCKET_IO.encode(publications);
    }

    @Benchmark
    public Packet decode() {
        return Decoder.read(text);
    }
}
