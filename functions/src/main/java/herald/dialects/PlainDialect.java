package herald.dialects;

import herald.publications.ChannelName;
import herald.publications.JsonString;
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

    /** The data is copied as bytes. */
    static byte[] object(Publication publication) {
        var before = new StringBuilder("{\"event\":");
        JsonString.append(before, publication.event().value());
        before.append(",\"data\":");
        var behind = new StringBuilder(",\"id\":");
        JsonString.append(behind, publication.id().value());
        if (!publication.channel().equals(ChannelName.LOBBY)) {
            behind.append(",\"channel\":");
            JsonString.append(behind, publication.channel().value());
        }
        behind.append('}');
        var out = new ByteArrayOutputStream(publication.data().size() + 128);
        out.writeBytes(before.toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(publication.data().utf8());
        out.writeBytes(behind.toString().getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    static byte[] object(Reply reply) {
        String fields = switch (reply) {
            case Reply.Ack(RawJson ack) -> "\"ack\"" + repeated(ack);
            case Reply.Pong() -> "\"pong\"";
            case Reply.Refused(Refusal refusal, @Nullable RawJson ack) ->
                "\"error\",\"data\":"
                        + RawJson.object("code", refusal.code(), "message", refusal.sentence())
                                .text()
                        + repeated(ack);
        };
        return ("{\"event\":" + fields + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static String repeated(@Nullable RawJson ack) {
        return ack == null ? "" : ",\"ack\":" + ack.text();
    }
}
