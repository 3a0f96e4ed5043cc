package herald.sweep;

import herald.aws.AwsLimits;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import java.time.Duration;
import java.time.Instant;

/**
 * When what is due to a connection. A connection has fixed times for that, an interval apart, which its id decides, so that
 * no second sees more than its share of pongs. Pure.
 *
 * @param interval between two pings to a client
 * @param recycleAge at which a Socket.IO connection is replaced, at the earliest; some are a little older
 */
public record DueTimes(Duration interval, Duration recycleAge) {

    /** A sweep a minute later comes before API Gateway ends the connection itself. */
    public static final Duration MAX_RECYCLE_AGE = AwsLimits.CONNECTION_LIFETIME.minusMinutes(2);

    /** Of the ages of recycled connections, so that those who came together don't all come back together. */
    private static final Duration MAX_SPREAD = Duration.ofMinutes(8);

    /** Unlike those of others that hash the id, so that neither follows from the other. */
    private static final int DUE = 0x9e3779b9;

    private static final int AGE = 0x7f4a7c15;

    public DueTimes {
        if (!interval.isPositive() || !recycleAge.isPositive() || recycleAge.compareTo(MAX_RECYCLE_AGE) > 0) {
            throw new IllegalArgumentException("no such rules");
        }
    }

    /** The last of a connection's due times before {@code end}. */
    Instant lastDue(ConnectionId id, Instant end) {
        long millis = interval.toMillis();
        long offset = Math.floorMod(id.hash(DUE), millis);
        long before = end.toEpochMilli() - 1;
        return Instant.ofEpochMilli(before - Math.floorMod(before - offset, millis));
    }

    /** When a Socket.IO connection is to be replaced. */
    Instant recycleAt(Connection connection) {
        Duration left = MAX_RECYCLE_AGE.minus(recycleAge);
        Duration spread = shortest(MAX_SPREAD, shortest(left, recycleAge.dividedBy(12)));
        long jitter = Math.floorMod(connection.id().hash(AGE), spread.toMillis() + 1);
        return connection.connectedAt().plus(recycleAge).plusMillis(jitter);
    }

    private static Duration shortest(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
