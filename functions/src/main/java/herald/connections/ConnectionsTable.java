package herald.connections;

import static herald.connections.ConnectionRow.AUDIENCE;
import static herald.connections.ConnectionRow.CONNECTED_AT;
import static herald.connections.ConnectionRow.CONNECTION_ID;
import static herald.connections.ConnectionRow.DIALECT;
import static herald.connections.ConnectionRow.HEARD_AT;
import static herald.connections.ConnectionRow.KEEP_ALIVE;
import static herald.connections.ConnectionRow.OWED;
import static herald.connections.ConnectionRow.PHASE;
import static herald.connections.ConnectionRow.key;
import static herald.connections.ConnectionRow.number;
import static herald.connections.ConnectionRow.text;
import static java.util.Map.entry;

import herald.invocation.Reasons;
import herald.publications.PublicationId;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** {@link Connections} on DynamoDB. Thread-safe. */
public final class ConnectionsTable implements Connections {

    /** Rows of the first page, so that the first posts start soon. */
    static final int FIRST_PAGE_ROWS = 250;

    private static final System.Logger LOG = System.getLogger(ConnectionsTable.class.getName());

    private static final Map<String, String> PROJECTED = Map.of(
            "#audience", AUDIENCE,
            "#connectionId", CONNECTION_ID,
            "#dialect", DIALECT,
            "#connectedAt", CONNECTED_AT,
            "#owed", OWED,
            "#phase", PHASE,
            "#heardAt", HEARD_AT,
            "#keepAlive", KEEP_ALIVE);

    private final DynamoDbAsyncClient dynamo;
    private final String table;
    private final int pageRows;
    private final InstantSource clock;

    public ConnectionsTable(DynamoDbAsyncClient dynamo, String table, InstantSource clock) {
        this(dynamo, table, Page.ROWS, clock);
    }

    ConnectionsTable(DynamoDbAsyncClient dynamo, String table, int pageRows, InstantSource clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.pageRows = pageRows;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> add(Audience audience, Connection connection) {
        var call = dynamo.putItem(put -> put.tableName(table)
                .item(ConnectionRow.of(audience, connection))
                .conditionExpression("attribute_not_exists(#connectedAt) OR #connectedAt < :at")
                .expressionAttributeNames(Map.of("#connectedAt", CONNECTED_AT))
                .expressionAttributeValues(
                        Map.of(":at", number(connection.connectedAt().toEpochMilli()))));
        return ending(call, held(call).thenAccept(written -> {}));
    }

    @Override
    public CompletableFuture<Void> forget(Audience audience, ConnectionId id) {
        return dynamo.deleteItem(delete -> delete.tableName(table).key(key(audience, id)))
                .thenAccept(answer -> {});
    }

    @Override
    public CompletableFuture<Void> forget(Audience audience, Connection connection) {
        var call = dynamo.deleteItem(delete -> delete.tableName(table)
                .key(key(audience, connection.id()))
                .conditionExpression("#connectedAt = :seen")
                .expressionAttributeNames(Map.of("#connectedAt", CONNECTED_AT))
                .expressionAttributeValues(
                        Map.of(":seen", number(connection.connectedAt().toEpochMilli()))));
        return ending(call, held(call).thenAccept(forgot -> {}));
    }

    @Override
    public CompletableFuture<Optional<Connection>> find(Audience audience, ConnectionId id) {
        var call = dynamo.getItem(
                get -> get.tableName(table).key(key(audience, id)).consistentRead(true));
        return ending(call, call.thenApply(answer -> answer.hasItem() ? row(answer.item()) : Optional.empty()));
    }

    @Override
    public CompletableFuture<Page> page(Audience audience, @Nullable Cursor cursor) {
        int rows = cursor == null ? Math.min(pageRows, FIRST_PAGE_ROWS) : pageRows;
        // Whoever was told that it is connected must be reached: an eventual read may miss its row.
        return page(audience, cursor, rows, true);
    }

    @Override
    public CompletableFuture<Page> eventualPage(Audience audience, @Nullable Cursor cursor) {
        return page(audience, cursor, pageRows, false);
    }

    private CompletableFuture<Page> page(Audience audience, @Nullable Cursor cursor, int rows, boolean consistent) {
        var call = dynamo.query(query -> {
            query.tableName(table)
                    .limit(rows)
                    .consistentRead(consistent)
                    .keyConditionExpression("#audience = :audience")
                    .projectionExpression("#connectionId, #dialect, #connectedAt, #owed, #phase, #heardAt, #keepAlive")
                    .expressionAttributeNames(PROJECTED)
                    .expressionAttributeValues(Map.of(":audience", text(audience.key())));
            if (cursor != null) {
                query.exclusiveStartKey(key(audience, cursor.after()));
            }
        });
        return ending(
                call,
                call.thenApply(answer -> new Page(
                        answer.items().stream()
                                .flatMap(item -> row(item).stream())
                                .toList(),
                        answer.hasLastEvaluatedKey() ? cursor(answer.lastEvaluatedKey()) : null)));
    }

    @Override
    public CompletableFuture<Boolean> enter(Audience audience, Connection connection, Phase phase) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":seen", number(connection.connectedAt().toEpochMilli()));
        values.put(":phase", text(phase.word()));
        phase.before().forEach(before -> values.put(":" + before.word(), text(before.word())));
        Map<String, String> names = new HashMap<>(Map.of("#phase", PHASE, "#connectedAt", CONNECTED_AT));
        String change = "SET #phase = :phase";
        if (phase == Phase.JOINED) {
            // It was not pinged before, and so could not answer.
            change += ", #heardAt = :now";
            names.put("#heardAt", HEARD_AT);
            values.put(":now", number(clock.millis()));
        }
        String update = change;
        String from = phase.before().stream().map(before -> ":" + before.word()).collect(Collectors.joining(", "));
        var call = dynamo.updateItem(request -> request.tableName(table)
                .key(key(audience, connection.id()))
                .updateExpression(update)
                .conditionExpression("#connectedAt = :seen AND #phase IN (" + from + ")")
                .expressionAttributeNames(names)
                .expressionAttributeValues(values));
        return ending(call, held(call));
    }

    @Override
    public CompletableFuture<Optional<Connection>> join(Audience audience, ConnectionId id) {
        var call = dynamo.updateItem(update -> update.tableName(table)
                .key(key(audience, id))
                .updateExpression("SET #phase = :joining")
                .conditionExpression("#phase = :opening")
                .expressionAttributeNames(Map.of("#phase", PHASE))
                .expressionAttributeValues(Map.of(
                        ":joining", text(Phase.JOINING.word()),
                        ":opening", text(Phase.OPENING.word())))
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
        return ending(call, call.handle((answer, failure) -> {
            if (failure == null) {
                return row(answer.attributes());
            }
            if (Reasons.cause(failure) instanceof ConditionalCheckFailedException asItIs) {
                return asItIs.hasItem() ? row(asItIs.item()) : Optional.empty();
            }
            throw new CompletionException(Reasons.cause(failure));
        }));
    }

    @Override
    public CompletableFuture<Boolean> heard(Audience audience, Connection connection) {
        return change(audience, connection, "SET #what = :value", entry(HEARD_AT, number(clock.millis())));
    }

    @Override
    public CompletableFuture<Boolean> owe(Audience audience, Connection connection, Set<PublicationId> publicationIds) {
        return change(audience, connection, "ADD #what :value", entry(OWED, texts(publicationIds)));
    }

    @Override
    public CompletableFuture<Void> paid(Audience audience, Connection connection, Set<PublicationId> publicationIds) {
        return change(audience, connection, "DELETE #what :value", entry(OWED, texts(publicationIds)))
                .thenAccept(there -> {});
    }

    private static AttributeValue texts(Set<PublicationId> ids) {
        return AttributeValue.fromSs(ids.stream().map(PublicationId::value).toList());
    }

    /** Changes one attribute, by an expression that can be carried out twice; false if there is no such row any more. */
    private CompletableFuture<Boolean> change(
            Audience audience, Connection connection, String expression, Map.Entry<String, AttributeValue> what) {
        var call = dynamo.updateItem(update -> update.tableName(table)
                .key(key(audience, connection.id()))
                .updateExpression(expression)
                .conditionExpression("#connectedAt = :seen")
                .expressionAttributeNames(Map.of("#what", what.getKey(), "#connectedAt", CONNECTED_AT))
                .expressionAttributeValues(Map.of(
                        ":value", what.getValue(),
                        ":seen", number(connection.connectedAt().toEpochMilli()))));
        return ending(call, held(call));
    }

    /** Whether the condition of a write held; that it did not is no failure. */
    static CompletableFuture<Boolean> held(CompletableFuture<?> write) {
        return write.handle((answer, failure) -> {
            if (failure != null && !(Reasons.cause(failure) instanceof ConditionalCheckFailedException)) {
                throw new CompletionException(Reasons.cause(failure));
            }
            return failure == null;
        });
    }

    /** Who gives up waiting for the result gives up the call too, so that it is not left running. */
    private static <T> CompletableFuture<T> ending(CompletableFuture<?> call, CompletableFuture<T> result) {
        CompletableFuture<T> _ = result.whenComplete((done, failure) -> call.cancel(true));
        return result;
    }

    /** DynamoDB deletes an expired row days later (AWS docs, DynamoDB TTL), so it is left out here. */
    private Optional<Connection> row(Map<String, AttributeValue> item) {
        Optional<Connection> connection = ConnectionRow.parsed(item);
        if (connection.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "a row can't be read and is left out: connection " + ConnectionRow.word(item, CONNECTION_ID));
        }
        Instant now = clock.instant();
        return connection.filter(readable -> readable.expiresAt().isAfter(now));
    }

    private static Cursor cursor(Map<String, AttributeValue> lastKey) {
        return new Cursor(new ConnectionId(ConnectionRow.word(lastKey, CONNECTION_ID)));
    }
}
