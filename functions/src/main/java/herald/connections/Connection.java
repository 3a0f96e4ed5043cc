package herald.connections;

import herald.aws.AwsLimits;
import herald.dialects.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * One row: an open WebSocket, as far as is known. Times to the millisecond.
 *
 * @param owed the ids of publications that wait for this connection on a FIFO queue, so that nothing overtakes them; always
 *     empty with standard queues
 * @param phase how far it has come
 * @param heardAt when the client last gave the sign of life that was asked of it; that it connected or joined is one
 * @param keepAlive whether a client that is not asked for signs of life wants to hear from us nevertheless, so that its
 *     connection is never idle for long
 */
public record Connection(
        ConnectionId id,
        Dialect dialect,
        Instant connectedAt,
        Set<String> owed,
        Phase phase,
        Instant heardAt,
        boolean keepAlive) {

    /** The life of a row: ten minutes more than a connection's are for clocks and for late disconnects. */
    static final Duration LIFETIME = AwsLimits.CONNECTION_LIFETIME.plusMinutes(10);

    /**
     * Until a connection is this old, 410 is not proof that it is gone: its id answers 410 until {@code $connect} has
     * returned, and that may take the integration's timeout.
     */
    public static final Duration YOUNG = AwsLimits.INTEGRATION_TIMEOUT.plusSeconds(1);

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

    /** One that has not been heard since it connected. */
    public Connection(ConnectionId id, Dialect dialect, Instant connectedAt, Set<String> owed, Phase phase) {
        this(id, dialect, connectedAt, owed, phase, connectedAt, false);
    }

    /** The same in another phase. */
    public Connection in(Phase other) {
        return new Connection(id, dialect, connectedAt, owed, other, heardAt, keepAlive);
    }

    /** The same, owed something else. */
    public Connection owing(Set<String> other) {
        return new Connection(id, dialect, connectedAt, other, phase, heardAt, keepAlive);
    }

    /** The same, heard at another time. */
    public Connection heard(Instant at) {
        return new Connection(id, dialect, connectedAt, owed, phase, at, keepAlive);
    }

    /** The same, which wants to be kept alive. */
    public Connection keptAlive() {
        return new Connection(id, dialect, connectedAt, owed, phase, heardAt, true);
    }

    /** Whether it is to be told what is published; if it {@link #isJoining}, a little later. */
    public boolean hears() {
        return phase != Phase.OPENING;
    }

    /** Whether its client may know already that it has joined, or may not yet. */
    public boolean isJoining() {
        return phase == Phase.JOINING;
    }

    /** From when on 410 means that nobody is behind it. */
    public Instant adultAt() {
        return connectedAt.plus(YOUNG);
    }

    /** When nobody can be behind it any more. */
    public Instant expiresAt() {
        return connectedAt.plus(LIFETIME);
    }
}
