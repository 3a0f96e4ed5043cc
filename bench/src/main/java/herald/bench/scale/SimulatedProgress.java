package herald.bench.scale;

import herald.connections.Audience;
import herald.connections.Checkpoint;
import herald.connections.Progress;
import herald.publications.Publication;
import herald.publications.PublicationId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Checkpoints in memory, one for each publication and shard. Thread-safe if {@code answers} is. */
record SimulatedProgress(Map<String, Checkpoint> checkpoints, Answers answers) implements Progress {

    SimulatedProgress(Answers answers) {
        this(new ConcurrentHashMap<>(), answers);
    }

    private static String key(Audience audience, Publication publication) {
        return audience.key() + " " + publication.id();
    }

    @Override
    public CompletableFuture<Map<PublicationId, Checkpoint>> find(
            Audience audience, Collection<Publication> publications) {
        return answers.read(publications.size(), () -> {
            Map<PublicationId, Checkpoint> found = new HashMap<>();
            for (Publication publication : publications) {
                Checkpoint checkpoint = checkpoints.get(key(audience, publication));
                if (checkpoint != null) {
                    found.put(publication.id(), checkpoint);
                }
            }
            return found;
        });
    }

    @Override
    public CompletableFuture<Void> save(
            Audience audience, Collection<Publication> publications, Checkpoint checkpoint) {
        return answers.written(() -> {
            publications.forEach(publication -> checkpoints.put(key(audience, publication), checkpoint));
            return null;
        });
    }
}
