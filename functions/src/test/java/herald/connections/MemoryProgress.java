package herald.connections;

import herald.publications.Publication;
import herald.publications.PublicationId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@link Progress} in memory, which can be told to fail. Thread-safe. */
public final class MemoryProgress implements Progress {

    private final Map<String, Checkpoint> rows = new ConcurrentHashMap<>();
    private final List<Checkpoint> saved = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    public void fail() {
        failing = true;
    }

    /** Every checkpoint, in its order. */
    public List<Checkpoint> saved() {
        return List.copyOf(saved);
    }

    @Override
    public CompletableFuture<Map<PublicationId, Checkpoint>> find(
            Audience audience, Collection<Publication> publications) {
        if (failing) {
            return CompletableFuture.failedFuture(new IllegalStateException("the table is away"));
        }
        Map<PublicationId, Checkpoint> found = new HashMap<>();
        for (Publication publication : publications) {
            Checkpoint checkpoint = rows.get(key(audience, publication));
            if (checkpoint != null) {
                found.put(publication.id(), checkpoint);
            }
        }
        return CompletableFuture.completedFuture(found);
    }

    @Override
    public CompletableFuture<Void> save(
            Audience audience, Collection<Publication> publications, Checkpoint checkpoint) {
        if (failing) {
            return CompletableFuture.failedFuture(new IllegalStateException("the table is away"));
        }
        publications.forEach(publication -> rows.put(key(audience, publication), written(checkpoint)));
        saved.add(checkpoint);
        return CompletableFuture.completedFuture(null);
    }

    /** Without what connections are owed. */
    private static Checkpoint written(Checkpoint checkpoint) {
        return switch (checkpoint) {
            case Checkpoint.Finished finished -> finished;
            case Checkpoint.Reached(Cursor cursor, List<Connection> except) ->
                new Checkpoint.Reached(
                        cursor,
                        except.stream()
                                .map(named -> new Connection(named.id(), named.dialect(), named.connectedAt()))
                                .toList());
        };
    }

    private static String key(Audience audience, Publication publication) {
        return audience.key() + " " + publication.id();
    }
}
