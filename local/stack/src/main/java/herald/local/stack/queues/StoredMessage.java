package herald.local.stack.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.DeduplicationId;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageContent;
import org.elasticmq.NeverReceived$;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.Received;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.TracingId;
import org.elasticmq.actor.queue.InternalMessage;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.HashMap;
import scala.collection.immutable.HashMap$;
import scala.collection.immutable.Map;
import scala.collection.mutable.ArrayBuffer;

/**
 * A message of ElasticMQ's as the journal writes it: all that a client can see of it but its receipt.
 *
 * <p>A message that was in flight is visible again when it is read back, because whoever had it has ended with the
 * stack; how often it was received is kept, and so is a delay that has not passed.
 */
record StoredMessage(String queue, InternalMessage message) {

    String id() {
        return message.id();
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("queue", queue)
                .put("id", message.id())
                .put("body", message.content().value());
        json.put("created", message.created().toString()).put("order", message.orderIndex());
        json.put("due", message.nextDelivery()).put("received", message.receiveCount());
        json.put("fifo", message.isFifo());
        if (message.firstReceive() instanceof OnDateTimeReceived first) {
            json.put("firstReceived", first.when().toString());
        }
        put(json, "group", message.messageGroupId());
        put(json, "deduplication", message.messageDeduplicationId().map(DeduplicationId::id));
        put(json, "trace", message.tracingId().map(TracingId::id));
        put(json, "sequence", message.sequenceNumber());
        put(json, "deadFrom", message.deadLetterSourceQueueName());
        ObjectNode attributes = json.putObject("attributes");
        message.messageAttributes().foreach(attribute -> putAttribute(attributes, attribute));
        return json;
    }

    static StoredMessage fromJson(JsonNode json) {
        OffsetDateTime created = OffsetDateTime.parse(json.path("created").asText());
        int received = json.path("received").asInt();
        long due = received > 0
                ? created.toInstant().toEpochMilli()
                : json.path("due").asLong();
        InternalMessage message = new InternalMessage(
                json.path("id").asText(),
                new ArrayBuffer<>(),
                due,
                new MessageContent(json.path("body").asText()),
                attributes(json.path("attributes")),
                created,
                json.path("order").asInt(),
                firstReceived(json),
                received,
                json.path("fifo").asBoolean(),
                text(json, "group"),
                text(json, "deduplication").map(DeduplicationId::new),
                text(json, "trace").map(TracingId::new),
                text(json, "sequence"),
                text(json, "deadFrom"));
        return new StoredMessage(json.path("queue").asText(), message);
    }

    private static Received firstReceived(JsonNode json) {
        @Nullable String first = json.path("firstReceived").textValue();
        return first == null ? NeverReceived$.MODULE$ : new OnDateTimeReceived(OffsetDateTime.parse(first));
    }

    private static Option<String> text(JsonNode json, String key) {
        return Option.apply(json.path(key).textValue());
    }

    private static void put(ObjectNode json, String key, Option<String> value) {
        if (value.isDefined()) {
            json.put(key, value.get());
        }
    }

    private static Void putAttribute(ObjectNode attributes, Tuple2<String, MessageAttribute> attribute) {
        String value = switch (attribute._2()) {
            case StringMessageAttribute text -> text.stringValue();
            case NumberMessageAttribute number -> number.stringValue();
            case BinaryMessageAttribute binary -> binary.asBase64();
            default -> throw new IllegalStateException("unknown kind of attribute: " + attribute);
        };
        attributes
                .putObject(attribute._1())
                .put("type", attribute._2().getDataType())
                .put("value", value);
        return null;
    }

    private static Map<String, MessageAttribute> attributes(JsonNode json) {
        HashMap<String, MessageAttribute> attributes = HashMap$.MODULE$.empty();
        for (java.util.Map.Entry<String, JsonNode> attribute : json.properties()) {
            attributes = attributes.updated(attribute.getKey(), attribute(attribute.getValue()));
        }
        return attributes;
    }

    private static MessageAttribute attribute(JsonNode json) {
        String type = json.path("type").asText();
        int dot = type.indexOf('.');
        String primary = dot < 0 ? type : type.substring(0, dot);
        Option<String> custom = dot < 0 ? Option.empty() : Option.apply(type.substring(dot + 1));
        String value = json.path("value").asText();
        return switch (primary) {
            case "Number" -> new NumberMessageAttribute(value, custom);
            case "Binary" -> BinaryMessageAttribute.fromBase64(value, custom);
            default -> new StringMessageAttribute(value, custom);
        };
    }
}
