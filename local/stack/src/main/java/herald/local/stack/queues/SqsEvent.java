package herald.local.stack.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The event that a function gets for a batch of a queue (an ARN), key by key as the event source mapping writes it (AWS
 * docs, "Using Lambda with Amazon SQS"; snapshots validated against AWS in November 2025).
 *
 * @param windowed whether the event source has a batching window: a message without attributes then has a null digest
 *     of them, instead of none
 */
record SqsEvent(String arn, String region, boolean windowed) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    byte[] of(List<ReceivedMessage> batch) {
        ObjectNode event = NODES.objectNode();
        ArrayNode records = event.putArray("Records");
        for (ReceivedMessage message : batch) {
            records.add(entry(message));
        }
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode entry(ReceivedMessage message) {
        JsonNode answer = message.answer();
        ObjectNode entry = NODES.objectNode();
        entry.put("messageId", message.id());
        entry.put("receiptHandle", message.receipt());
        entry.put("body", message.body());
        entry.set("attributes", answer.has("Attributes") ? message.attributes() : NODES.objectNode());
        ObjectNode attributes = entry.putObject("messageAttributes");
        message.messageAttributes()
                .properties()
                .forEach(attribute -> attributes.set(attribute.getKey(), value(attribute.getValue())));
        entry.set("md5OfBody", answer.path("MD5OfBody"));
        if (!attributes.isEmpty()) {
            entry.set("md5OfMessageAttributes", answer.path("MD5OfMessageAttributes"));
        } else if (windowed) {
            entry.putNull("md5OfMessageAttributes");
        }
        entry.put("eventSource", "aws:sqs");
        entry.put("eventSourceARN", arn);
        entry.put("awsRegion", region);
        return entry;
    }

    private static ObjectNode value(JsonNode attribute) {
        ObjectNode value = NODES.objectNode();
        if (attribute.has("StringValue")) {
            value.set("stringValue", attribute.get("StringValue"));
        }
        if (attribute.has("BinaryValue")) {
            value.set("binaryValue", attribute.get("BinaryValue"));
        }
        value.putArray("stringListValues");
        value.putArray("binaryListValues");
        value.set("dataType", attribute.path("DataType"));
        return value;
    }
}
