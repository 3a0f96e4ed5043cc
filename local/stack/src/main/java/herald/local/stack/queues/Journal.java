package herald.local.stack.queues;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.elasticmq.actor.queue.InternalMessage;

/**
 * A file of what happened to the messages of the queues, a JSON object a line, from which those that are still there
 * can be told after the stack has ended, be it by a kill. A line is with the system before the request that it is about
 * is answered; it is not forced to the disk, so that a power cut may take the last ones.
 *
 * <p>Not thread-safe. An unwritable file is an {@link UncheckedIOException}.
 */
final class Journal implements AutoCloseable {

    private static final String FILE = "messages.jsonl";

    /** The number of lines at which it is rewritten if most are about messages that are gone. */
    private static final int COMPACTED_FROM = 20_000;

    /** A number that is enough to outlast requests that are under way; see {@link #removed}. */
    private static final int REMOVED_KEPT = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final SequencedMap<String, StoredMessage> messages = new LinkedHashMap<>();
    private final Map<String, Integer> received = new LinkedHashMap<>();
    private final Map<String, String> removedFrom = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMOVED_KEPT;
        }
    };
    private BufferedWriter out;
    private int lines;

    private Journal(Path file, List<StoredMessage> kept) throws IOException {
        this.file = file;
        kept.forEach(this::keep);
        this.out = compacted();
    }

    /**
     * Opens or creates the journal in a directory.
     *
     * @throws IOException if the directory can't be used, or the journal is not one
     */
    static Journal open(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(FILE);
        return new Journal(file, read(file));
    }

    /** Forgets all messages that the journal in a directory holds. */
    static void clear(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
    }

    /** Returns the messages of all queues, oldest first. */
    List<StoredMessage> messages() {
        return List.copyOf(messages.values());
    }

    /** Returns when the oldest message of each queue that has any was sent. */
    Map<String, Instant> oldest() {
        Map<String, Instant> oldest = new HashMap<>();
        messages.values()
                .forEach(stored -> oldest.merge(
                        stored.queue(),
                        stored.message().created().toInstant(),
                        (one, other) -> one.isBefore(other) ? one : other));
        return oldest;
    }

    /**
     * A message is in a queue: sent, or moved there from another one.
     *
     * <p>ElasticMQ tells of what happens to one message in any order. An addition that comes after the removal from the
     * same queue is therefore void, and one to another queue ends the stay in the first, of which no removal is told
     * when nobody waited for the message.
     */
    void added(String queue, InternalMessage message) {
        if (queue.equals(removedFrom.get(message.id()))) {
            return;
        }
        removedFrom.remove(message.id());
        StoredMessage stored = new StoredMessage(queue, message);
        keep(stored);
        write(stored.toJson());
    }

    /** A message was received, or changed otherwise. */
    void updated(String queue, InternalMessage message) {
        if (!messages.containsKey(message.id())) {
            added(queue, message);
            return;
        }
        if (received.getOrDefault(message.id(), 0) < message.receiveCount()) {
            received.put(message.id(), message.receiveCount());
            write(JSON.createObjectNode().put("receivedId", message.id()).put("times", message.receiveCount()));
        }
    }

    void removed(String queue, String id) {
        StoredMessage stored = messages.get(id);
        if (stored != null && !stored.queue().equals(queue)) {
            return;
        }
        forget(id);
        removedFrom.put(id, queue);
        write(JSON.createObjectNode().put("removedId", id));
    }

    /** All messages of a queue are gone. */
    void cleared(String queue) {
        List<String> ids = new ArrayList<>();
        messages.values().forEach(stored -> {
            if (stored.queue().equals(queue)) {
                ids.add(stored.id());
            }
        });
        ids.forEach(id -> removed(queue, id));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void keep(StoredMessage stored) {
        messages.put(stored.id(), stored);
        received.put(stored.id(), stored.message().receiveCount());
    }

    private void forget(String id) {
        messages.remove(id);
        received.remove(id);
    }

    private void write(ObjectNode line) {
        try {
            out.write(JSON.writeValueAsString(line));
            out.newLine();
            out.flush();
            lines++;
            if (lines >= COMPACTED_FROM && lines / 4 > messages.size()) {
                out.close();
                out = compacted();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes what is still there into a new file, puts it in the old one's place and stays at its end. */
    private BufferedWriter compacted() throws IOException {
        Path next = file.resolveSibling(FILE + ".next");
        try (BufferedWriter writer = Files.newBufferedWriter(next)) {
            for (StoredMessage stored : messages.values()) {
                writer.write(JSON.writeValueAsString(stored.toJson()));
                writer.newLine();
            }
        }
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        lines = messages.size();
        return Files.newBufferedWriter(file, StandardOpenOption.APPEND);
    }

    private static List<StoredMessage> read(Path file) throws IOException {
        Map<String, ObjectNode> kept = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            for (String line : (Iterable<String>) lines::iterator) {
                replay(kept, line);
            }
        } catch (NoSuchFileException none) {
            return List.of();
        }
        return kept.values().stream().map(StoredMessage::fromJson).toList();
    }

    private static void replay(Map<String, ObjectNode> kept, String line) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException torn) {
            return; // A kill can cut the last line short; its request was not answered.
        }
        if (json.has("removedId")) {
            kept.remove(json.path("removedId").asText());
        } else if (json.has("receivedId")) {
            ObjectNode message = kept.get(json.path("receivedId").asText());
            if (message != null) {
                message.put("received", json.path("times").asInt());
            }
        } else if (json instanceof ObjectNode message) {
            // Behind what came since, if it moved here from another queue.
            kept.remove(message.path("id").asText());
            kept.put(message.path("id").asText(), message);
        }
    }
}
