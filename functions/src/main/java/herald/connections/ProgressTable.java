package herald.connections;

import herald.aws.AwsLimits;
import herald.dialects.Dialects;
import herald.invocation.CallSeries;
import herald.publications.Publication;
import herald.publications.PublicationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** {@link Progress} on a DynamoDB table of its own; the only file that knows its attribute names. Thread-safe. */
public final class ProgressTable implements Progress {

    /** As long as the queues keep a message. */
    static final Duration KEPT = Duration.ofDays(4);

    static final String PUBLICATION = "publication";
    static final String AUDIENCE = "audience";
    private static final String AFTER = "after";
    private static final String EXCEPT = "except";
    private static final String FINISHED = "finished";
    static final String EXPIRES_AT = "expiresAt";

    private final DynamoDbAsyncClient dynamo;
    private final String table;
    private final InstantSource clock;

    public ProgressTable(DynamoDbAsyncClient dynamo, String table, InstantSource clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Map<PublicationId, Checkpoint>> find(
            Audience audience, Collection<Publication> publications) {
        Map<PublicationId, Checkpoint> found = new HashMap<>();
        return inParts(publications, ids -> findSome(audience, ids, found)).thenApply(done -> found);
    }

    private CompletableFuture<Void> findSome(
            Audience audience, List<PublicationId> ids, Map<PublicationId, Checkpoint> found) {
        List<Map<String, AttributeValue>> keys =
                ids.stream().map(id -> key(audience, id)).toList();
        var request = BatchGetItemRequest.builder()
                .requestItems(Map.of(
                        table,
                        KeysAndAttributes.builder()
                                .keys(keys)
                                .consistentRead(true)
                                .build()))
                .build();
        return dynamo.batchGetItem(request).thenAccept(answer -> read(answer, found));
    }

    private void read(BatchGetItemResponse answer, Map<PublicationId, Checkpoint> found) {
        if (!answer.unprocessedKeys().isEmpty()) {
            throw new IllegalStateException("the table did not answer for all publications");
        }
        for (Map<String, AttributeValue> item : answer.responses().getOrDefault(table, List.of())) {
            @Nullable AttributeValue id = item.get(PUBLICATION);
            if (id != null) {
                found.put(new PublicationId(id.s()), checkpoint(item));
            }
        }
    }

    @Override
    public CompletableFuture<Void> save(
            Audience audience, Collection<Publication> publications, Checkpoint checkpoint) {
        Map<String, AttributeValue> what = attributes(checkpoint);
        return inParts(publications, ids -> saveSome(audience, ids, what));
    }

    private CompletableFuture<Void> saveSome(
            Audience audience, List<PublicationId> ids, Map<String, AttributeValue> what) {
        List<WriteRequest> puts = new ArrayList<>();
        for (PublicationId id : ids) {
            Map<String, AttributeValue> item = new HashMap<>(what);
            item.putAll(key(audience, id));
            puts.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
        }
        var request = BatchWriteItemRequest.builder()
                .requestItems(Map.of(table, puts))
                .build();
        return dynamo.batchWriteItem(request).thenAccept(answer -> {
            if (!answer.unprocessedItems().isEmpty()) {
                throw new IllegalStateException("the table did not take all of it");
            }
        });
    }

    /** A record that SQS gives twice in one batch must not name an item twice, which DynamoDB refuses. */
    private static CompletableFuture<Void> inParts(
            Collection<Publication> publications, Function<List<PublicationId>, CompletableFuture<Void>> call) {
        List<List<PublicationId>> parts = publications.stream()
                .map(Publication::id)
                .distinct()
                .gather(Gatherers.windowFixed(AwsLimits.DYNAMODB_BATCH_ITEMS))
                .toList();
        return CallSeries.inTurn(parts, call);
    }

    private Map<String, AttributeValue> attributes(Checkpoint checkpoint) {
        Map<String, AttributeValue> item = new HashMap<>();
        long expiresAt = clock.instant().plus(KEPT).getEpochSecond();
        item.put(EXPIRES_AT, AttributeValue.fromN(Long.toString(expiresAt)));
        switch (checkpoint) {
            case Checkpoint.Finished finished -> item.put(FINISHED, AttributeValue.fromBool(true));
            case Checkpoint.Reached(Cursor cursor, List<Connection> except) -> {
                if (cursor != null) {
                    item.put(AFTER, AttributeValue.fromS(cursor.after().value()));
                }
                item.put(
                        EXCEPT,
                        AttributeValue.fromL(
                                except.stream().map(ProgressTable::written).toList()));
            }
        }
        return item;
    }

    /** A short form: there may be two hundred, and a write is billed by the kilobyte. */
    private static AttributeValue written(Connection connection) {
        return AttributeValue.fromS(
                connection.dialect().word() + " " + connection.connectedAt().toEpochMilli() + " " + connection.id());
    }

    private static Connection read(String written) {
        String[] parts = written.split(" ", 3);
        return new Connection(
                new ConnectionId(parts[2]),
                Dialects.of(parts[0]).orElseThrow(),
                Instant.ofEpochMilli(Long.parseLong(parts[1])));
    }

    private static Checkpoint checkpoint(Map<String, AttributeValue> item) {
        if (item.containsKey(FINISHED)) {
            return new Checkpoint.Finished();
        }
        @Nullable AttributeValue after = item.get(AFTER);
        @Nullable AttributeValue except = item.get(EXCEPT);
        List<Connection> connections = except == null
                ? List.of()
                : except.l().stream().map(written -> read(written.s())).toList();
        return new Checkpoint.Reached(after == null ? null : new Cursor(new ConnectionId(after.s())), connections);
    }

    private static Map<String, AttributeValue> key(Audience audience, PublicationId id) {
        return Map.of(PUBLICATION, AttributeValue.fromS(id.value()), AUDIENCE, AttributeValue.fromS(audience.key()));
    }
}
