package herald.connections;

import static java.util.Map.entry;

import herald.dialects.Dialects;
import herald.publications.PublicationId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A connection as the table keeps it: the only file that knows the attributes' names and forms. */
final class ConnectionRow {

    static final String AUDIENCE = "audience";
    static final String CONNECTION_ID = "connectionId";
    static final String DIALECT = "dialect";
    static final String CONNECTED_AT = "connectedAt";
    /** The table's TTL attribute, in epoch <em>seconds</em>: milliseconds would never expire (AWS docs, DynamoDB TTL). */
    static final String EXPIRES_AT = "expiresAt";

    static final String OWED = "owed";

    /** Absent in rows that hear from the start. */
    static final String PHASE = "phase";

    /** Absent as long as the client was not heard after it connected. */
    static final String HEARD_AT = "heardAt";

    /** Absent where it is not wanted. */
    static final String KEEP_ALIVE = "keepAlive";

    private ConnectionRow() {}

    static Map<String, AttributeValue> of(Audience audience, Connection connection) {
        Map<String, AttributeValue> row = new HashMap<>(Map.ofEntries(
                entry(AUDIENCE, text(audience.key())),
                entry(CONNECTION_ID, text(connection.id().value())),
                entry(DIALECT, text(connection.dialect().word())),
                entry(CONNECTED_AT, number(connection.connectedAt().toEpochMilli())),
                entry(EXPIRES_AT, number(connection.expiresAt().getEpochSecond()))));
        if (connection.phase() != Phase.JOINED) {
            row.put(PHASE, text(connection.phase().word()));
        }
        if (connection.signs().wanted()) {
            row.put(KEEP_ALIVE, AttributeValue.fromBool(true));
        }
        return row;
    }

    /** Empty if it can't be read. */
    static Optional<Connection> parsed(Map<String, AttributeValue> item) {
        AttributeValue id = item.get(CONNECTION_ID);
        AttributeValue connectedAt = item.get(CONNECTED_AT);
        if (id == null || connectedAt == null) {
            return Optional.empty();
        }
        try {
            Instant since = time(connectedAt);
            Instant heard = item.containsKey(HEARD_AT) ? time(item.get(HEARD_AT)) : since;
            var signs = new Connection.SignsOfLife(heard, item.containsKey(KEEP_ALIVE));
            AttributeValue owed = item.get(OWED);
            Set<PublicationId> ids = owed == null
                    ? Set.of()
                    : owed.ss().stream().map(PublicationId::new).collect(Collectors.toUnmodifiableSet());
            Optional<Phase> phase = item.containsKey(PHASE) ? Phase.of(word(item, PHASE)) : Optional.of(Phase.JOINED);
            return Dialects.of(word(item, DIALECT))
                    .flatMap(dialect ->
                            phase.map(in -> new Connection(new ConnectionId(id.s()), dialect, since, ids, in, signs)));
        } catch (NumberFormatException notWhole) {
            return Optional.empty();
        }
    }

    /** @throws NumberFormatException if it is none */
    private static Instant time(AttributeValue millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis.n()));
    }

    /** Empty if there is none. */
    static String word(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }

    static Map<String, AttributeValue> key(Audience audience, ConnectionId id) {
        return Map.of(AUDIENCE, text(audience.key()), CONNECTION_ID, text(id.value()));
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
