package herald.local.stack.meter;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The payload of a call of SQS: bodies, and attributes with their names and types. Pure. */
public final class Payload {

    private Payload() {}

    /**
     * @param message as SQS's JSON protocol has it
     * @param body the name of its body: {@code MessageBody} on the way in, {@code Body} on the way out
     */
    public static long ofMessage(JsonNode message, String body) {
        long bytes = bytes(message.path(body));
        for (Map.Entry<String, JsonNode> attribute :
                message.path("MessageAttributes").properties()) {
            JsonNode value = attribute.getValue();
            bytes += utf8(attribute.getKey()) + bytes(value.path("DataType")) + bytes(value.path("StringValue"));
            // Base64 has four characters for three bytes.
            bytes += bytes(value.path("BinaryValue")) * 3 / 4;
        }
        return bytes;
    }

    /** @param messages the list of a batch, or of what was received */
    static long ofAll(JsonNode messages, String body) {
        long bytes = 0;
        for (JsonNode message : messages) {
            bytes += ofMessage(message, body);
        }
        return bytes;
    }

    private static long bytes(JsonNode text) {
        return text.isTextual() ? utf8(text.textValue()) : 0;
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
