package herald.local.stack.meter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import herald.local.stack.services.CallSight;
import herald.local.stack.services.Service;
import herald.local.stack.services.ServiceCall;
import herald.local.template.spec.Template;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Counts the calls of tables and queues that go by. Of tables it asks what each call consumes, whatever the caller asked
 * for; the answer's additional member {@code ConsumedCapacity} is what any of AWS's clients knows. Thread-safe.
 */
public final class MeteredCalls implements CallSight {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ASK = "ReturnConsumedCapacity";

    /** The actions that tell what they consume (API reference of DynamoDB). */
    private static final Set<String> READS = Set.of("GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems");

    private static final Set<String> WRITES =
            Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems");

    /** The actions of statements, of which only the answer's own words tell whether they read or write. */
    private static final Set<String> STATEMENTS =
            Set.of("ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction");

    private final Consumer<UsageEvent> usage;
    private final Map<String, String> tables = new HashMap<>();
    private final Map<String, String> queues = new HashMap<>();

    /** @param template tells the logical ids of physical names; what it does not know goes by its name */
    public MeteredCalls(Consumer<UsageEvent> usage, Template template) {
        this.usage = usage;
        template.tables().values().forEach(table -> tables.put(table.name(), table.id()));
        template.queues().values().forEach(queue -> queues.put(queue.name(), queue.id()));
    }

    @Override
    public byte[] asked(ServiceCall call) {
        boolean tells =
                READS.contains(call.action()) || WRITES.contains(call.action()) || STATEMENTS.contains(call.action());
        if (call.service() != Service.DYNAMODB || !tells) {
            return call.body();
        }
        try {
            if (JSON.readTree(call.body()) instanceof ObjectNode request
                    && request.path(ASK).asText("NONE").equals("NONE")) {
                return JSON.writeValueAsBytes(request.put(ASK, "TOTAL"));
            }
        } catch (IOException notJson) {
            // The service says so itself.
        }
        return call.body();
    }

    @Override
    public void answered(ServiceCall call, int status, byte[] body) {
        try {
            switch (call.service()) {
                case DYNAMODB -> table(call, status, body);
                case SQS -> queue(call, status, body);
            }
        } catch (IOException notJson) {
            // Of what nobody can read, the caller hears first.
        }
    }

    private void table(ServiceCall call, int status, byte[] body) throws IOException {
        if (status == 200) {
            for (JsonNode consumed : consumed(body)) {
                consume(call.action(), consumed);
            }
        } else if (WRITES.contains(call.action())
                && new String(body, StandardCharsets.UTF_8).contains("ConditionalCheckFailedException")) {
            // A condition that does not hold consumes what the item there would, and at least a unit (AWS docs,
            // capacity of conditional writes); its size is not in the answer.
            usage.accept(new UsageEvent.TableCalled(
                    id(tables, JSON.readTree(call.body()).path("TableName").asText()), 0, 1));
        }
    }

    /** Returns the answer's consumed capacities, without reading the rest of it into memory. */
    private static List<JsonNode> consumed(byte[] body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals("ConsumedCapacity");
                parser.nextToken();
                if (found) {
                    JsonNode node = JSON.readTree(parser);
                    return node.isArray() ? List.copyOf(node.valueStream().toList()) : List.of(node);
                }
                parser.skipChildren();
            }
        }
        return List.of();
    }

    private void consume(String action, JsonNode consumed) {
        String table = id(tables, consumed.path("TableName").asText());
        double units = consumed.path("CapacityUnits").asDouble();
        double reads = consumed.path("ReadCapacityUnits").asDouble(READS.contains(action) ? units : 0);
        double writes = consumed.path("WriteCapacityUnits").asDouble(WRITES.contains(action) ? units : 0);
        usage.accept(new UsageEvent.TableCalled(table, reads, writes));
    }

    /** Counts a call; one that failed for the service's reasons is nobody's to pay. */
    private void queue(ServiceCall call, int status, byte[] body) throws IOException {
        if (status >= 500) {
            return;
        }
        if (call.action().isEmpty()) {
            form(call, status);
            return;
        }
        JsonNode request = JSON.readTree(call.body());
        long payload = switch (call.action()) {
            case "SendMessage" -> Payload.ofMessage(request, "MessageBody");
            case "SendMessageBatch" -> Payload.ofAll(request.path("Entries"), "MessageBody");
            case "ReceiveMessage" ->
                status == 200 ? Payload.ofAll(JSON.readTree(body).path("Messages"), "Body") : 0;
            default -> 0;
        };
        String queue = queueOf(
                request.path("QueueUrl").asText(request.path("QueueName").asText(call.action())));
        usage.accept(new UsageEvent.QueueCalled(queue, payload));
        int sent = status == 200 ? sent(call.action(), body) : 0;
        if (sent > 0) {
            usage.accept(new UsageEvent.MessagesQueued(queue, sent));
        }
    }

    private static int sent(String action, byte[] body) throws IOException {
        return switch (action) {
            case "SendMessage" -> 1;
            case "SendMessageBatch" -> JSON.readTree(body).path("Successful").size();
            default -> 0;
        };
    }

    /** Counts a call of the older protocol, which sends a form; of what it brings back only the first 64 KB count. */
    private void form(ServiceCall call, int status) {
        String text = new String(call.body(), StandardCharsets.UTF_8);
        Map<String, List<String>> fields = new QueryStringDecoder(text, StandardCharsets.UTF_8, false).parameters();
        long payload = fields.entrySet().stream()
                .filter(field ->
                        field.getKey().contains("MessageBody") || field.getKey().contains("MessageAttribute."))
                .mapToLong(field -> field.getValue().getFirst().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        String url =
                Optional.ofNullable(fields.get("QueueUrl")).map(List::getFirst).orElse(call.path());
        if (fields.containsKey("Action")) {
            usage.accept(new UsageEvent.QueueCalled(queueOf(url), payload));
        }
        long sent = fields.keySet().stream()
                .filter(field -> field.endsWith("MessageBody"))
                .count();
        if (status == 200 && sent > 0) {
            usage.accept(new UsageEvent.MessagesQueued(queueOf(url), (int) sent));
        }
    }

    private String queueOf(String url) {
        return id(queues, url.substring(url.lastIndexOf('/') + 1));
    }

    /** @param name of a thing, or its ARN */
    private static String id(Map<String, String> ids, String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return ids.getOrDefault(last, last);
    }
}
