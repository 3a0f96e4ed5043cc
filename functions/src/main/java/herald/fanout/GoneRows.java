package herald.fanout;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.Connections;
import herald.invocation.Reasons;
import herald.invocation.TimeReserve;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Removes rows of connections that are gone, a bounded number at once: thousands that vanished together would otherwise
 * keep the table from being read, and memory would grow with them. Runs on the fan-out's one thread.
 *
 * <p>Nothing depends on it: a row that stays is found again, by the next fan-out or by the table's expiry.
 */
final class GoneRows {

    static final int MAX = 64;

    private static final System.Logger LOG = System.getLogger(GoneRows.class.getName());

    private final Connections connections;
    private final Audience audience;
    private final TimeReserve reserve;
    private int underWay;
    private boolean failed;

    GoneRows(Connections connections, Audience audience, TimeReserve reserve) {
        this.connections = connections;
        this.audience = audience;
        this.reserve = reserve;
    }

    /** Starts to remove a row, unless too many are being removed; {@link #ended} must follow. */
    Optional<CompletableFuture<Void>> forget(Connection connection) {
        if (underWay == MAX) {
            return Optional.empty();
        }
        underWay++;
        long millis = reserve.deadline().toMillis();
        return Optional.of(connections.forget(audience, connection).orTimeout(millis, TimeUnit.MILLISECONDS));
    }

    /** Logs the first failure only: with the table away there is one for each row. */
    void ended(@Nullable Throwable thrown) {
        underWay--;
        if (thrown != null && !failed) {
            failed = true;
            LOG.log(Level.WARNING, "a row could not be removed, and perhaps more: " + Reasons.of(thrown));
        }
    }
}
