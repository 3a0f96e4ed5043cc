package herald.connections;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@link SweepCoverages} as one row of the table of {@link ProgressTable}, beside what that keeps there. Thread-safe. */
public record SweepCoverageRow(DynamoDbAsyncClient dynamo, String table, InstantSource clock)
        implements SweepCoverages {

    /** No publication has such an id: theirs are UUIDs, which SQS gives. */
    private static final Map<String, AttributeValue> KEY = Map.of(
            ProgressTable.PUBLICATION,
            AttributeValue.fromS("herald.sweep"),
            ProgressTable.AUDIENCE,
            AttributeValue.fromS("herald.sweep"));

    private static final String SINCE = "since";
    private static final String UNTIL = "until";
    private static final String INTERVAL = "interval";

    /** Another in each write. */
    private static final String TOKEN = "token";

    @Override
    public CompletableFuture<Optional<SweepCoverage>> find() {
        return dynamo.getItem(get -> get.tableName(table).key(KEY).consistentRead(true))
                .thenApply(answer -> answer.hasItem() ? Optional.of(coverage(answer.item())) : Optional.empty());
    }

    @Override
    public CompletableFuture<Boolean> replace(Optional<SweepCoverage> seen, SweepCoverage next) {
        Map<String, AttributeValue> item = item(next);
        Map<String, String> names = new HashMap<>(Map.of("#until", UNTIL, "#token", TOKEN));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":token", item.get(TOKEN)));
        String condition = "attribute_not_exists(#until)";
        if (seen.isPresent()) {
            condition = "(#until = :until AND #since = :since)";
            names.put("#since", SINCE);
            values.put(":until", millis(seen.get().until()));
            values.put(":since", millis(seen.get().since()));
        }
        // The client tries again what was not answered, and must not then take its own write for another's.
        String orWrittenBefore = condition + " OR #token = :token";
        return ConnectionsTable.held(dynamo.putItem(put -> put.tableName(table)
                .item(item)
                .conditionExpression(orWrittenBefore)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)));
    }

    private Map<String, AttributeValue> item(SweepCoverage coverage) {
        Map<String, AttributeValue> item = new HashMap<>(KEY);
        item.put(SINCE, millis(coverage.since()));
        item.put(UNTIL, millis(coverage.until()));
        item.put(TOKEN, AttributeValue.fromS(UUID.randomUUID().toString()));
        item.put(INTERVAL, ConnectionRow.number(coverage.interval().toMillis()));
        long expiresAt = clock.instant().plus(ProgressTable.KEPT).getEpochSecond();
        item.put(ProgressTable.EXPIRES_AT, ConnectionRow.number(expiresAt));
        return item;
    }

    private static SweepCoverage coverage(Map<String, AttributeValue> item) {
        return new SweepCoverage(
                Instant.ofEpochMilli(number(item, SINCE)),
                Instant.ofEpochMilli(number(item, UNTIL)),
                Duration.ofMillis(number(item, INTERVAL)));
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        @Nullable AttributeValue value = item.get(name);
        if (value == null || value.n() == null) {
            throw new IllegalStateException("the row of the sweeps has no number " + name);
        }
        return Long.parseLong(value.n());
    }

    private static AttributeValue millis(Instant time) {
        return ConnectionRow.number(time.toEpochMilli());
    }
}
