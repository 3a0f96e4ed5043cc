package herald.local.stack.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import herald.local.stack.wire.AwsJson;
import herald.local.stack.wire.AwsRefusal;
import herald.local.template.spec.TableSpec;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Creates the template's tables at any endpoint that speaks DynamoDB. */
public final class Tables {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration ACTIVE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final AwsJson wire;
    private final URI endpoint;

    private Tables(AwsJson wire, URI endpoint) {
        this.wire = wire;
        this.endpoint = endpoint;
    }

    /** @throws TableFailure if the endpoint doesn't answer as DynamoDB does */
    public static void requireAnswer(URI endpoint, String region) throws TableFailure, InterruptedException {
        try (AwsJson wire = AwsJson.dynamoDb(endpoint, region)) {
            wire.call("ListTables", AwsJson.object(), ANSWER);
        } catch (IOException | AwsRefusal failure) {
            throw new TableFailure("no DynamoDB answers at " + endpoint + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * Creates those that are not there. One that is there is kept with what it holds, if it has the same keys.
     *
     * @throws TableFailure if the endpoint doesn't answer, or a table of that name has other keys
     */
    public static void create(URI endpoint, String region, Collection<TableSpec> specs)
            throws TableFailure, InterruptedException {
        try (AwsJson wire = AwsJson.dynamoDb(endpoint, region)) {
            Tables tables = new Tables(wire, endpoint);
            for (TableSpec spec : specs) {
                tables.create(spec);
            }
        }
    }

    private void create(TableSpec spec) throws TableFailure, InterruptedException {
        try {
            try {
                wire.call("CreateTable", creation(spec), ANSWER);
            } catch (AwsRefusal refused) {
                if (!refused.type().equals("ResourceInUseException")) {
                    throw refused;
                }
                requireSameKeys(spec);
            }
            awaitActive(spec);
            turnTimeToLiveOn(spec);
        } catch (IOException | AwsRefusal failure) {
            throw new TableFailure("table " + spec.id() + ": " + failure.getMessage(), failure);
        }
    }

    private void requireSameKeys(TableSpec spec) throws TableFailure, AwsRefusal, IOException, InterruptedException {
        JsonNode table = describe(spec);
        Set<TableSpec.Key> keys = keysIn(table.path("KeySchema"));
        if (!keys.equals(Set.copyOf(spec.keys()))) {
            throw new TableFailure("table " + spec.id() + ": " + endpoint + " has a table " + spec.name()
                    + " with other keys; delete it, or use another endpoint");
        }
        for (TableSpec.Index index : spec.globalIndexes()) {
            boolean present = false;
            for (JsonNode existing : table.path("GlobalSecondaryIndexes")) {
                present |= existing.path("IndexName").asText().equals(index.name())
                        && keysIn(existing.path("KeySchema")).equals(Set.copyOf(index.keys()));
            }
            if (!present) {
                throw new TableFailure("table " + spec.id() + ": " + endpoint + " has a table " + spec.name()
                        + " without index " + index.name() + "; delete it, or use another endpoint");
            }
        }
    }

    private void awaitActive(TableSpec spec) throws TableFailure, AwsRefusal, IOException, InterruptedException {
        long deadline = System.nanoTime() + ACTIVE.toNanos();
        while (!describe(spec).path("TableStatus").asText("ACTIVE").equals("ACTIVE")) {
            if (System.nanoTime() > deadline) {
                throw new TableFailure("table " + spec.id() + " is not active after " + ACTIVE.toSeconds() + " s");
            }
            Thread.sleep(PAUSE);
        }
    }

    private void turnTimeToLiveOn(TableSpec spec) throws AwsRefusal, IOException, InterruptedException {
        if (spec.timeToLiveAttribute().isEmpty()) {
            return;
        }
        ObjectNode name = AwsJson.object().put("TableName", spec.name());
        JsonNode current = wire.call("DescribeTimeToLive", name, ANSWER).path("TimeToLiveDescription");
        if (current.path("TimeToLiveStatus").asText().startsWith("ENABL")) {
            return;
        }
        ObjectNode request = AwsJson.object().put("TableName", spec.name());
        request.putObject("TimeToLiveSpecification")
                .put("Enabled", true)
                .put("AttributeName", spec.timeToLiveAttribute().get());
        wire.call("UpdateTimeToLive", request, ANSWER);
    }

    private JsonNode describe(TableSpec spec) throws AwsRefusal, IOException, InterruptedException {
        ObjectNode request = AwsJson.object().put("TableName", spec.name());
        return wire.call("DescribeTable", request, ANSWER).path("Table");
    }

    private static ObjectNode creation(TableSpec spec) {
        ObjectNode request = AwsJson.object().put("TableName", spec.name()).put("BillingMode", "PAY_PER_REQUEST");
        ArrayNode attributes = request.putArray("AttributeDefinitions");
        spec.attributes()
                .forEach((name, type) ->
                        attributes.addObject().put("AttributeName", name).put("AttributeType", type));
        putKeys(request, spec.keys());
        if (!spec.globalIndexes().isEmpty()) {
            ArrayNode indexes = request.putArray("GlobalSecondaryIndexes");
            spec.globalIndexes().forEach(index -> putIndex(indexes.addObject(), index));
        }
        return request;
    }

    private static void putIndex(ObjectNode json, TableSpec.Index index) {
        json.put("IndexName", index.name());
        putKeys(json, index.keys());
        ObjectNode projection = json.putObject("Projection").put("ProjectionType", index.projection());
        if (!index.projected().isEmpty()) {
            index.projected().forEach(projection.putArray("NonKeyAttributes")::add);
        }
    }

    private static void putKeys(ObjectNode json, List<TableSpec.Key> keys) {
        ArrayNode schema = json.putArray("KeySchema");
        keys.forEach(
                key -> schema.addObject().put("AttributeName", key.attribute()).put("KeyType", key.type()));
    }

    private static Set<TableSpec.Key> keysIn(JsonNode schema) {
        Set<TableSpec.Key> keys = new HashSet<>();
        for (JsonNode key : schema) {
            keys.add(new TableSpec.Key(
                    key.path("AttributeName").asText(), key.path("KeyType").asText()));
        }
        return keys;
    }
}
