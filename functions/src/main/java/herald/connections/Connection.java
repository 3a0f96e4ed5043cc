package herald.connections;

import herald.aws.AwsLimits;
import herald.dialects.Dialect;
import herald.publications.PublicationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * One row: an open WebSocket, as far as is known. Times to the millisecond.
 *
 * @param owed the publications that wait for this connection on a FIFO queue, so that nothing overtakes them; always empty
 *     with standard queues
 * @param phase how far it has come
 */
public record Connection(
        ConnectionId id,
        Dialect dialect,
        Instant connectedAt,
        Set<PublicationId> owed,
        Phase phase,
        SignsOfLife signs) {

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

    /**
     * The signs of life that client and server give each other, so that neither takes the other for dead.
     *
     * @param heardAt when the client last gave the sign of life that was asked of it; that it connected or joined is one
     * @param wanted whether a client that is not asked for any wants to hear from us nevertheless, so that its connection is
     *     never idle for long
     */
    public record SignsOfLife(Instant heardAt, boolean wanted) {}

    /** One that hears, is owed nothing, and has not been heard since it connected. */
    public Connection(ConnectionId id, Dialect dialect, Instant connectedAt) {
        this(id, dialect, connectedAt, Set.of(), Phase.JOINED, new SignsOfLife(connectedAt, false));
    }

    /** The same in another phase. */
    public Connection in(Phase other) {
        return new Connection(id, dialect, connectedAt, owed, other, signs);
    }

    /** The same, which wants to be kept alive. */
    public Connection keptAlive() {
        return new Connection(id, dialect, connectedAt, owed, phase, new SignsOfLife(signs.heardAt, true));
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
