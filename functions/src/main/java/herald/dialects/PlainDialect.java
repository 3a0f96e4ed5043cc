package herald.dialects;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import herald.publications.ChannelName;
import herald.publications.Publication;
import herald.publications.RawJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON object a frame: {@code {"event":…,"data":…,"id":…}}, and {@code "channel"} unless it is the lobby. */
public final class PlainDialect implements Dialect {

    static final String PING = "{\"event\":\"ping\"}";

    PlainDialect() {}

    @Override
    public String word() {
        return "plain";
    }

    @Override
    public List<Frame> encode(List<Publication> publications) {
        return publications.stream()
                .map(publication -> new Frame(object(publication), 1))
                .toList();
    }

    @Override
    public Frame encode(Reply reply) {
        return new Frame(object(reply), 0);
    }

    /** {@code {"event":"ping"}} */
    @Override
    public Frame ping() {
        return Frame.of(PING);
    }

    /** The object's size in bytes. */
    static int size(Publication publication) {
        return object(publication).length;
    }

    static byte[] object(Publication publication) {
        var out = new ByteArrayOutputStream(publication.data().size() + 128);
        ascii(out, "{\"event\":");
        string(out, publication.event().value());
        ascii(out, ",\"data\":");
        json(out, publication.data());
        ascii(out, ",\"id\":");
        string(out, publication.id().value());
        if (!publication.channel().equals(ChannelName.LOBBY)) {
            ascii(out, ",\"channel\":");
            string(out, publication.channel().value());
        }
        ascii(out, "}");
        return out.toByteArray();
    }

    static byte[] object(Reply reply) {
        var out = new ByteArrayOutputStream(128);
        switch (reply) {
            case Reply.Ack(RawJson ack) -> {
                ascii(out, "{\"event\":\"ack\"");
                ack(out, ack);
            }
            case Reply.Pong() -> ascii(out, "{\"event\":\"pong\"");
            case Reply.Refused(Refusal refusal, @Nullable RawJson ack) -> {
                ascii(out, "{\"event\":\"error\",\"data\":{\"code\":");
                string(out, refusal.code());
                ascii(out, ",\"message\":");
                string(out, refusal.sentence());
                ascii(out, "}");
                ack(out, ack);
            }
        }
        ascii(out, "}");
        return out.toByteArray();
    }

    private static void ack(ByteArrayOutputStream out, @Nullable RawJson ack) {
        if (ack != null) {
            ascii(out, ",\"ack\":");
            json(out, ack);
        }
    }

    /** Half a surrogate pair, which a client can write as an escape, has no UTF-8; it becomes a question mark. */
    private static void string(ByteArrayOutputStream out, String text) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        out.write('"');
        out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(whole));
        out.write('"');
    }

    private static void json(ByteArrayOutputStream out, RawJson json) {
        out.writeBytes(json.utf8());
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
