package herald.local.stack.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A message as {@code ReceiveMessage} returned it; {@code answer} is the element of {@code Messages}, as it came. */
record ReceivedMessage(String id, String receipt, JsonNode answer) {

    /** A flat guess of what one message adds to an event beside its texts: names, quotes, timestamps, ARN. */
    private static final int OVERHEAD_BYTES = 1_024;

    private static final String RECEIVED = "ApproximateReceiveCount";

    static ReceivedMessage of(JsonNode answer) {
        return new ReceivedMessage(
                answer.path("MessageId").asText(), answer.path("ReceiptHandle").asText(), answer);
    }

    /** Returns the same message as a later receive would bring it. */
    ReceivedMessage receivedAgain() {
        JsonNode copy = answer.deepCopy();
        if (copy.path("Attributes") instanceof ObjectNode attributes) {
            attributes.put(RECEIVED, String.valueOf(attributes.path(RECEIVED).asInt() + 1));
        }
        return new ReceivedMessage(id, receipt, copy);
    }

    String body() {
        return answer.path("Body").asText();
    }

    JsonNode attributes() {
        return answer.path("Attributes");
    }

    JsonNode messageAttributes() {
        return answer.path("MessageAttributes");
    }

    /** Returns the bytes that it counts towards an event's 6 MB. */
    long bytes() {
        return (long) OVERHEAD_BYTES + answer.toString().length();
    }
}
