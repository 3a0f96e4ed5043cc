package herald.dialects;

import com.fasterxml.jackson.core.JsonToken;
import herald.publications.EventName;
import herald.publications.JsonFault;
import herald.publications.JsonReader;
import herald.publications.RawJson;
import herald.socketio.Packet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client's frame says. */
public sealed interface ClientMessage {

    /** An event for everybody; {@code ack} is what the client wants to hear when it is taken. */
    record Publish(EventName event, RawJson data, @Nullable RawJson ack) implements ClientMessage {}

    record Ping() implements ClientMessage {}

    /** Not a message of the protocol; {@code fault} is a clause that quotes nothing of it. */
    record Malformed(String fault, @Nullable RawJson ack) implements ClientMessage {}

    /**
     * Reads {@code {"event":…,"data"?:…,"ack"?:…}}. Other keys are left for later versions, missing data is null, and of
     * a key that is there twice the last counts. Never throws.
     */
    static ClientMessage read(String text) {
        try {
            var json = JsonReader.foreign(text);
            if (json.next() != JsonToken.START_OBJECT) {
                return new Malformed("it is not a JSON object", null);
            }
            return fields(json);
        } catch (JsonFault fault) {
            return new Malformed("it is " + fault.getMessage(), null);
        }
    }

    /**
     * What a Socket.IO client's event says: its only argument is the data, which is null without one. The name {@code ping}
     * means nothing here, since Engine.IO has pings of its own.
     */
    static ClientMessage of(Packet.Event event) {
        @Nullable
        RawJson ack = event.ackId().isPresent() ? RawJson.number(event.ackId().getAsLong()) : null;
        List<RawJson> arguments = event.arguments();
        return switch (arguments.size()) {
            case 0 -> new Publish(new EventName(event.name()), RawJson.NULL, ack);
            case 1 -> new Publish(new EventName(event.name()), arguments.getFirst(), ack);
            default -> new Malformed("its event has more than one argument", ack);
        };
    }

    private static ClientMessage fields(JsonReader json) throws JsonFault {
        @Nullable String event = null;
        RawJson data = RawJson.NULL;
        @Nullable RawJson ack = null;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            JsonToken token = json.next();
            switch (field) {
                case "event" -> {
                    event = token == JsonToken.VALUE_STRING ? json.string() : null;
                    json.skip();
                }
                case "data" -> data = json.value();
                case "ack" -> ack = json.value();
                default -> json.skip();
            }
        }
        json.end();
        if (event == null || event.isEmpty()) {
            return new Malformed("its \"event\" is not the name of one", ack);
        }
        return event.equals("ping") ? new Ping() : new Publish(new EventName(event), data, ack);
    }
}
