package herald.connections;

import herald.publications.PublicationId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected.
 *
 * <p>Every method returns at once and never throws: a failure is a failed future. What is read holds all writes that were
 * answered before. Thread-safe.
 */
public interface Connections {

    /**
     * Writes a row. One of an earlier {@code connectedAt} is replaced; the same or a later one is left as it is, with what
     * has been noted on it, and that is no failure: a write may arrive once more, long after it was given up.
     */
    CompletableFuture<Void> add(Audience audience, Connection connection);

    /** Removes a row, whatever it says; it is no failure if there is none. */
    CompletableFuture<Void> forget(Audience audience, ConnectionId id);

    /** Removes a row unless it has been written anew since it was read; it is no failure if there is none. */
    CompletableFuture<Void> forget(Audience audience, Connection connection);

    CompletableFuture<Optional<Connection>> find(Audience audience, ConnectionId id);

    /**
     * Reads on from a cursor, or from the start. Rows that have expired or can't be read are left out; those
     * that don't hear are not.
     */
    CompletableFuture<Page> page(Audience audience, @Nullable Cursor cursor);

    /**
     * The same for half the price, and eventually consistent: what was written in the last second or so may be missing (AWS
     * docs, DynamoDB read consistency).
     */
    CompletableFuture<Page> eventualPage(Audience audience, @Nullable Cursor cursor);

    /**
     * Moves a row on to a phase: to {@link Phase#JOINING} and then {@link Phase#JOINED} one after the other, or back to
     * {@link Phase#OPENING}. False, and nothing is changed, if it is not in a phase from which that goes, is gone, or has
     * been written anew. Who joins is heard by that.
     */
    CompletableFuture<Boolean> enter(Audience audience, Connection connection, Phase phase);

    /**
     * Finds a row and moves it on to {@link Phase#JOINING} in one step, if it is in {@link Phase#OPENING}; any other is left
     * as it is. As it is afterwards.
     */
    CompletableFuture<Optional<Connection>> join(Audience audience, ConnectionId id);

    /** Notes on a row that its client was heard just now; false if the row is gone or has been written anew. */
    CompletableFuture<Boolean> heard(Audience audience, Connection connection);

    /**
     * Notes on a row that it is owed these publications; false if the row is gone or has been written anew, so that there
     * is nobody to owe them to.
     */
    CompletableFuture<Boolean> owe(Audience audience, Connection connection, Set<PublicationId> publicationIds);

    /** Takes such a note back; it is no failure if there is none. */
    CompletableFuture<Void> paid(Audience audience, Connection connection, Set<PublicationId> publicationIds);
}
