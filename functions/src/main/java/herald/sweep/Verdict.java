package herald.sweep;

import herald.connections.Connection;
import herald.connections.Phase;
import herald.dialects.SocketIoDialect;
import java.time.Duration;
import java.time.Instant;

/** What a sweep does about a connection. Pure. */
sealed interface Verdict {

    /** Socket.IO's own server closes who has not joined after 45 s; here a sweep more or less is no matter. */
    Duration MAX_JOINING = Duration.ofSeconds(60);

    /** It is to be pinged and to answer before it is due again. */
    record Ping() implements Verdict {}

    /** It is to hear something, so that it is not idle. */
    record KeepAlive() implements Verdict {}

    /** It has not answered the ping before. */
    record CloseDead() implements Verdict {}

    /** It has never joined, or has left without going. */
    record CloseStuck() implements Verdict {}

    /** It is to be replaced by its client, before API Gateway ends it where some clients don't notice. */
    record Recycle() implements Verdict {}

    record Leave() implements Verdict {}

    static Verdict of(Connection row, Window window, DueTimes rules) {
        if (!(row.dialect() instanceof SocketIoDialect)) {
            return row.signs().wanted() && due(row, window, rules) ? new KeepAlive() : new Leave();
        }
        if (row.phase() != Phase.JOINED) {
            Instant latest = row.connectedAt().plus(MAX_JOINING);
            return latest.isAfter(window.to()) ? new Leave() : new CloseStuck();
        }
        if (!rules.recycleAt(row).isAfter(window.to())) {
            return new Recycle();
        }
        if (!due(row, window, rules)) {
            return new Leave();
        }
        return unanswered(row, window, rules) ? new CloseDead() : new Ping();
    }

    /** Also who is due several times is pinged once. */
    private static boolean due(Connection row, Window window, DueTimes rules) {
        Instant due = rules.lastDue(row.id(), window.to());
        return window.holds(due) && due.isAfter(row.connectedAt());
    }

    /** Whether it was surely pinged when it was due before, and has not been heard since. */
    private static boolean unanswered(Connection row, Window window, DueTimes rules) {
        Instant before = rules.lastDue(row.id(), window.to()).minus(rules.interval());
        return !before.isBefore(window.since()) && row.signs().heardAt().isBefore(before);
    }
}
