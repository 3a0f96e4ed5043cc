package herald.local.stack.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import herald.local.rules.prices.Item;
import herald.local.rules.prices.ItemCounts;
import herald.local.stack.meter.CostBasis;
import herald.local.stack.meter.Meter;
import herald.local.stack.meter.MeteredCalls;
import herald.local.stack.tables.TableProcess;
import herald.local.stack.tables.Tables;
import herald.local.stack.wire.AwsJson;
import herald.local.stack.wire.AwsRefusal;
import herald.local.stack.wire.Ports;
import herald.local.template.spec.TableSpec;
import herald.local.template.spec.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What DynamoDB Local says that calls consume, counted at a front before it, against AWS's rules: a write unit for each
 * begun KB of an item, a read unit for each begun 4 KB, half of it if the read is eventually consistent.
 */
@Timeout(180)
final class MeteredTablesTest {

    private static final String REGION = "us-east-1";
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private static final TableSpec TABLE = new TableSpec(
            "Table",
            "local-Table",
            "arn:aws:dynamodb:us-east-1:000000000000:table/local-Table",
            Map.of("p", "S", "s", "S"),
            List.of(new TableSpec.Key("p", "HASH"), new TableSpec.Key("s", "RANGE")),
            List.of(),
            Optional.empty());

    @TempDir
    private static Path directory;

    private static final Meter METER = new Meter(new CostBasis(Set.of(), Set.of(), Map.of(), List.of()));
    private static TableProcess process;
    private static ServiceFront front;
    private static AwsJson wire;

    @BeforeAll
    static void start() throws Exception {
        process = TableProcess.start(
                Ports.free(), Path.of("../parts/dynamodb-local/target/lib"), directory.resolve("dynamodb.log"));
        process.awaitReady(REGION);
        Tables.create(process.endpoint(), REGION, List.of(TABLE));
        Template template =
                new Template(Map.of(), Map.of(), Map.of(), Map.of("Table", TABLE), List.of(), List.of(), Map.of());
        front = ServiceFront.start(Service.DYNAMODB, process.endpoint(), List.of(), new MeteredCalls(METER, template));
        wire = AwsJson.dynamoDb(front.endpoint(), REGION);
    }

    @AfterAll
    static void stop() {
        wire.close();
        front.close();
        process.close();
    }

    private static ObjectNode request() {
        return AwsJson.object().put("TableName", TABLE.name());
    }

    private static void key(ObjectNode node, String partition, String sort) {
        node.putObject("p").put("S", partition);
        node.putObject("s").put("S", sort);
    }

    /** @return one of so many bytes in all, by AWS's rule: names and texts in UTF-8 */
    private static ObjectNode item(ObjectNode item, String partition, String sort, int bytes) {
        key(item, partition, sort);
        int taken = "p".length() + partition.length() + "s".length() + sort.length() + "d".length();
        item.putObject("d").put("S", "x".repeat(bytes - taken));
        return item;
    }

    private static void put(String partition, String sort, int bytes) throws Exception {
        ObjectNode put = request();
        item(put.putObject("Item"), partition, sort, bytes);
        wire.call("PutItem", put, ANSWER);
    }

    private static ItemCounts before() {
        return METER.counts();
    }

    private static void assertWrites(ItemCounts before, double units) {
        assertThat(METER.counts().since(before).of(Item.DYNAMODB_WRITES)).isEqualTo((long) (units * 2));
    }

    private static void assertReads(ItemCounts before, double units) {
        assertThat(METER.counts().since(before).of(Item.DYNAMODB_READS)).isEqualTo((long) (units * 2));
    }

    @Test
    void writeConsumesAUnitForEachBegunKilobyte() throws Exception {
        for (int bytes : new int[] {100, 1024, 1025, 2048, 2049}) {
            ItemCounts before = before();
            put("writes", "of " + bytes, bytes);
            assertWrites(before, Math.ceil(bytes / 1024.0));
            assertReads(before, 0);
        }
    }

    @Test
    void readConsumesAUnitForEachBegunFourKilobytesAndHalfIfItMayBeOld() throws Exception {
        for (int bytes : new int[] {100, 4096, 4097, 8193}) {
            put("reads", "of " + bytes, bytes);
            for (boolean consistent : new boolean[] {true, false}) {
                ItemCounts before = before();
                ObjectNode get = request().put("ConsistentRead", consistent);
                key(get.putObject("Key"), "reads", "of " + bytes);
                wire.call("GetItem", get, ANSWER);
                assertReads(before, Math.ceil(bytes / 4096.0) * (consistent ? 1 : 0.5));
                assertWrites(before, 0);
            }
        }
    }

    @Test
    void queryConsumesByTheSumOfWhatItReads() throws Exception {
        for (int i = 0; i < 100; i++) {
            put("query", "row " + (10 + i % 90) + i, 120);
        }
        for (boolean consistent : new boolean[] {true, false}) {
            ItemCounts before = before();
            ObjectNode query = request().put("KeyConditionExpression", "p = :p").put("ConsistentRead", consistent);
            query.putObject("ExpressionAttributeValues").putObject(":p").put("S", "query");
            assertThat(wire.call("Query", query, ANSWER).path("Count").asInt()).isEqualTo(100);
            // 12,000 bytes are three times 4 KB
            assertReads(before, consistent ? 3 : 1.5);
        }
    }

    @Test
    void batchConsumesForEachItem() throws Exception {
        ItemCounts before = before();
        ObjectNode batch = AwsJson.object();
        var requests = batch.putObject("RequestItems").putArray(TABLE.name());
        for (int bytes : new int[] {100, 1500, 2100}) {
            item(requests.addObject().putObject("PutRequest").putObject("Item"), "batch", "of " + bytes, bytes);
        }
        wire.call("BatchWriteItem", batch, ANSWER);
        assertWrites(before, 1 + 2 + 3);
    }

    @Test
    void deleteConsumesByTheItemThatWasThere() throws Exception {
        put("changes", "one", 2100);
        ItemCounts before = before();
        ObjectNode delete = request();
        key(delete.putObject("Key"), "changes", "one");
        wire.call("DeleteItem", delete, ANSWER);
        assertWrites(before, 3);
    }

    @Test
    void conditionThatDoesNotHoldConsumesAUnit() throws Exception {
        put("conditions", "one", 100);
        ItemCounts before = before();
        ObjectNode put = request().put("ConditionExpression", "attribute_not_exists(p)");
        item(put.putObject("Item"), "conditions", "one", 100);
        assertThatThrownBy(() -> wire.call("PutItem", put, ANSWER)).isInstanceOf(AwsRefusal.class);
        assertWrites(before, 1);
    }

    @Test
    void whatTheCallerAskedForStays() throws Exception {
        ObjectNode put = request().put("ReturnConsumedCapacity", "INDEXES");
        item(put.putObject("Item"), "asked", "one", 100);
        ItemCounts before = before();
        JsonNode answer = wire.call("PutItem", put, ANSWER);
        assertThat(answer.at("/ConsumedCapacity/Table/CapacityUnits").asDouble())
                .isEqualTo(1);
        assertWrites(before, 1);
    }

    @Test
    void countsGoByTheTablesLogicalId() throws Exception {
        put("names", "one", 100);
        assertThat(METER.counts().parts(Item.DYNAMODB_WRITES)).containsOnlyKeys("Table");
    }
}
