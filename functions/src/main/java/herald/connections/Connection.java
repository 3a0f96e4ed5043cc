package herald.connections;

import herald.dialects.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * One row: an open WebSocket, as far as is known. {@code connectedAt} to the millisecond.
 *
 * @param owed the ids of publications that wait for this connection on a FIFO queue, so that nothing overtakes them; always
 *     empty with standard queues
 * @param phase how far it has come
 */
public record Connection(ConnectionId id, Dialect dialect, Instant connectedAt, Set<String> owed, Phase phase) {

    /** Two hours is API Gateway's limit (AWS docs, WebSocket quotas); the rest is for clocks and for late disconnects. */
    static final Duration LIFETIME = Duration.ofHours(2).plusMinutes(10);

    public Connection {
        owed = Set.copyOf(owed);
    }

    /** One that is owed nothing. */
    public Connection(ConnectionId id, Dialect dialect, Instant connectedAt) {
        this(id, dialect, connectedAt, Set.of());
    }

    /** One that hears. */
    public Connection(ConnectionId id, Dialect dialect, Instant connectedAt, Set<String> owed) {
        this(id, dialect, connectedAt, owed, Phase.JOINED);
    }

    /** The same in another phase. */
    public Connection in(Phase other) {
        return new Connection(id, dialect, connectedAt, owed, other);
    }

    /** Whether it is to be told what is published; if it {@link #isJoining}, a little later. */
    public boolean hears() {
        return phase != Phase.OPENING;
    }

    /** Whether its client may know already that it has joined, or may not yet. */
    public boolean isJoining() {
        return phase == Phase.JOINING;
    }

    /** When nobody can be behind it any more. */
    public Instant expiresAt() {
        return connectedAt.plus(LIFETIME);
    }
}
