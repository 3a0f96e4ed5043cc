package herald.dialects;

import herald.publications.Publication;
import herald.publications.RawJson;
import herald.socketio.Encoder;
import herald.socketio.Packet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A Socket.IO event a frame, in the namespace {@code /}: {@code 42["item_added",data]}. A client that can recover its
 * connection gets the publication's id behind the data, which it keeps as its offset and hides from the application; any
 * other client would hand it to the application's handlers.
 *
 * <p>Chosen by the query ({@code EIO=4&transport=websocket}), never by a subprotocol.
 */
public final class SocketIoDialect implements Dialect {

    private final String word;
    private final boolean recoverable;

    private SocketIoDialect(String word, boolean recoverable) {
        this.word = word;
        this.recoverable = recoverable;
    }

    static SocketIoDialect plain() {
        return new SocketIoDialect("socketio", false);
    }

    static SocketIoDialect recoverable() {
        return new SocketIoDialect("socketio-recovery", true);
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public Optional<String> subprotocol() {
        return Optional.empty();
    }

    @Override
    public List<Frame> encode(List<Publication> publications) {
        return publications.stream()
                .map(publication -> new Frame(event(publication), 1))
                .toList();
    }

    /**
     * An ack has one argument, {@code {"status":"ok"}} or {@code {"status":"error","code":…,"message":…}}. A refusal of what
     * asked for none is the event {@code error} with {@code {"code":…,"message":…}}.
     *
     * @throws IllegalArgumentException if the ack to repeat is not the id of one
     */
    @Override
    public Frame encode(Reply reply) {
        return Frame.of(
                switch (reply) {
                    case Reply.Ack(RawJson ack) -> ack(ack, RawJson.object("status", "ok"));
                    case Reply.Pong() -> Encoder.pong("");
                    case Reply.Refused(Refusal refusal, @Nullable RawJson ack) -> refused(refusal, ack);
                });
    }

    /** {@code 2} */
    @Override
    public Frame ping() {
        return Frame.of(Encoder.ping());
    }

    /** The size of a publication's frame in bytes, for the client that gets more. */
    static int largestSize(Publication publication) {
        return named(publication).length
                + 2
                + publication.data().size()
                + RawJson.string(publication.id().value()).size();
    }

    /** The data is copied as bytes, which is half the cost of a text. */
    private byte[] event(Publication publication) {
        byte[] named = named(publication);
        var out = new ByteArrayOutputStream(named.length + publication.data().size() + 64);
        out.write(named, 0, named.length - 1);
        out.write(',');
        out.writeBytes(publication.data().utf8());
        if (recoverable) {
            out.write(',');
            out.writeBytes(RawJson.string(publication.id().value()).utf8());
        }
        out.write(']');
        return out.toByteArray();
    }

    /** The event without its arguments. */
    private static byte[] named(Publication publication) {
        return Encoder.event(
                        Packet.ROOT, OptionalLong.empty(), publication.event().value(), List.of())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String refused(Refusal refusal, @Nullable RawJson ack) {
        String code = refusal.code();
        String message = refusal.sentence();
        return ack == null
                ? Encoder.event(
                        Packet.ROOT,
                        OptionalLong.empty(),
                        "error",
                        List.of(RawJson.object("code", code, "message", message)))
                : ack(ack, RawJson.object("status", "error", "code", code, "message", message));
    }

    private static String ack(RawJson id, RawJson argument) {
        return Encoder.ack(Packet.ROOT, Long.parseLong(id.text()), List.of(argument));
    }
}
