package herald.connections;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected.
 *
 * <p>Every method returns at once and never throws: a failure is a failed future. Thread-safe.
 */
public interface Connections {

    /** Writes a row; one that is there already is replaced. */
    CompletableFuture<Void> add(Audience audience, Connection connection);

    /** Removes a row, whatever it says; it is no failure if there is none. */
    CompletableFuture<Void> forget(Audience audience, ConnectionId id);

    /** Removes a row unless it has been written anew since it was read; it is no failure if there is none. */
    CompletableFuture<Void> forget(Audience audience, Connection connection);

    /** Reads one row, with all writes that were answered before. */
    CompletableFuture<Optional<Connection>> find(Audience audience, ConnectionId id);

    /**
     * Reads on from a cursor, or from the start. Rows that have expired or can't be read are left out; a row written
     * within the last moments may be missing.
     */
    CompletableFuture<Page> page(Audience audience, @Nullable Cursor cursor);
}
