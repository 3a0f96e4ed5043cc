package herald.connections;

import static org.assertj.core.api.Assertions.assertThat;

import herald.dialects.Dialects;
import herald.publications.ChannelName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** On AWS's own DynamoDB Local. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionsTableTest extends ConnectionsContract {

    private static final String TABLE = "Connections";

    private DynamoDbLocal local;
    private DynamoDbAsyncClient dynamo;
    private ConnectionsTable table;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        local = DynamoDbLocal.start();
        dynamo = local.dynamo();
        local.createTable(TABLE, List.of(ConnectionRow.AUDIENCE, ConnectionRow.CONNECTION_ID));
        table = new ConnectionsTable(dynamo, TABLE, PAGE_ROWS, () -> NOW);
    }

    @AfterAll
    void end() throws InterruptedException {
        if (local != null) {
            local.close();
        }
    }

    @Override
    Connections connections() {
        return table;
    }

    @Test
    void expiryIsInSeconds() {
        var audience = new Audience(new ChannelName("expiry"), 0);
        get(table.add(audience, connection("a=", Dialects.PLAIN, Duration.ZERO)));

        var rows = get(dynamo.scan(scan -> scan.tableName(TABLE)
                .filterExpression("audience = :audience")
                .expressionAttributeValues(Map.of(":audience", AttributeValue.fromS("expiry#0")))));
        assertThat(rows.items())
                .containsExactly(Map.of(
                        "audience", AttributeValue.fromS("expiry#0"),
                        "connectionId", AttributeValue.fromS("a="),
                        "dialect", AttributeValue.fromS("plain"),
                        "connectedAt", AttributeValue.fromN(Long.toString(NOW.toEpochMilli())),
                        "expiresAt",
                                AttributeValue.fromN(
                                        Long.toString(NOW.plusSeconds(7_800).getEpochSecond()))));
    }

    @Test
    void rowThatSaysNothingOfAPhaseHears() {
        var audience = new Audience(new ChannelName("phases"), 0);
        String now = Long.toString(NOW.toEpochMilli());
        put(audience, "a=", Map.of("connectedAt", AttributeValue.fromN(now), "dialect", AttributeValue.fromS("plain")));

        assertThat(get(table.page(audience, null)).connections())
                .containsExactly(connection("a=", Dialects.PLAIN, Duration.ZERO))
                .allMatch(Connection::hears);
    }

    @Test
    void rowsThatCannotBeReadAreLeftOut() {
        var audience = new Audience(new ChannelName("unreadable"), 0);
        var readable = connection("z=", Dialects.PLAIN, Duration.ZERO);
        get(table.add(audience, readable));
        String now = Long.toString(NOW.toEpochMilli());
        put(audience, "a=", Map.of("dialect", AttributeValue.fromS("plain")));
        put(audience, "b=", Map.of("connectedAt", AttributeValue.fromN(now)));
        put(audience, "c=", Map.of("connectedAt", AttributeValue.fromS(now), "dialect", AttributeValue.fromS("plain")));
        put(
                audience,
                "d=",
                Map.of("connectedAt", AttributeValue.fromN("1.5"), "dialect", AttributeValue.fromS("plain")));
        put(
                audience,
                "e=",
                Map.of("connectedAt", AttributeValue.fromN(now), "dialect", AttributeValue.fromS("tomorrow")));

        var warnings = new ArrayList<String>();
        Logger logger = Logger.getLogger(ConnectionsTable.class.getName());
        Filter before = logger.getFilter();
        logger.setFilter(record -> warnings.add(record.getMessage()));
        try {
            assertThat(get(table.page(audience, null))).isEqualTo(new Page(List.of(readable), null));
        } finally {
            logger.setFilter(before);
        }
        assertThat(warnings).hasSize(5).contains("a row can't be read and is left out: connection a=");
    }

    private void put(Audience audience, String id, Map<String, AttributeValue> rest) {
        Map<String, AttributeValue> row = new HashMap<>(rest);
        row.put("audience", AttributeValue.fromS(audience.key()));
        row.put("connectionId", AttributeValue.fromS(id));
        get(dynamo.putItem(put -> put.tableName(TABLE).item(row)));
    }
}
