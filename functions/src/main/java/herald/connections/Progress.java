package herald.connections;

import herald.publications.Publication;
import herald.publications.PublicationId;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers, beyond the life of an invocation, how far publications have come, so that a redelivery does not start over.
 *
 * <p>Every method returns at once and never throws: a failure is a failed future. Thread-safe, and safe to be written by
 * two invocations that have the same record: each of their checkpoints is true.
 */
public interface Progress {

    /** By publication id; those without a checkpoint are missing. Holds all that was saved before. */
    CompletableFuture<Map<PublicationId, Checkpoint>> find(Audience audience, Collection<Publication> publications);

    CompletableFuture<Void> save(Audience audience, Collection<Publication> publications, Checkpoint checkpoint);
}
