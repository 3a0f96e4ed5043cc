package herald.dialects;

import com.fasterxml.jackson.core.JsonToken;
import herald.publications.Json;
import herald.publications.JsonFault;
import herald.publications.JsonText;
import org.jspecify.annotations.Nullable;

/** What a client's frame says. */
public sealed interface ClientMessage {

    /** An event for everybody; {@code ack} is what the client wants to hear when it is taken. */
    record Publish(String event, Json data, @Nullable Json ack) implements ClientMessage {}

    record Ping() implements ClientMessage {}

    /** Not a message of the protocol; {@code fault} is a clause that quotes nothing of it. */
    record Malformed(String fault, @Nullable Json ack) implements ClientMessage {}

    /**
     * Reads {@code {"event":…,"data"?:…,"ack"?:…}}. Other keys are left for later versions, missing data is null, and of
     * a key that is there twice the last counts. Never throws.
     */
    static ClientMessage read(String text) {
        try {
            var json = JsonText.foreign(text);
            if (json.next() != JsonToken.START_OBJECT) {
                return new Malformed("it is not a JSON object", null);
            }
            return fields(json);
        } catch (JsonFault fault) {
            return new Malformed("it is " + fault.getMessage(), null);
        }
    }

    private static ClientMessage fields(JsonText json) throws JsonFault {
        @Nullable String event = null;
        Json data = Json.NULL;
        @Nullable Json ack = null;
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
        return event.equals("ping") ? new Ping() : new Publish(event, data, ack);
    }
}
