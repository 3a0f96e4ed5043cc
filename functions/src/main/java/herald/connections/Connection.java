package herald.connections;

import herald.dialects.Dialect;
import java.time.Duration;
import java.time.Instant;

/** One row: an open WebSocket, as far as is known. {@code connectedAt} to the millisecond. */
public record Connection(ConnectionId id, Dialect dialect, Instant connectedAt) {

    /** Two hours is API Gateway's limit (AWS docs, WebSocket quotas); the rest is for clocks and for late disconnects. */
    static final Duration LIFETIME = Duration.ofHours(2).plusMinutes(10);

    /** When nobody can be behind it any more. */
    public Instant expiresAt() {
        return connectedAt.plus(LIFETIME);
    }
}
