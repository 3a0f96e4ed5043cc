package herald.local.stack.queues;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.elasticmq.actor.queue.InternalMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {

    @TempDir
    private Path directory;

    @Test
    void messagesComeBackInTheirOrder() throws Exception {
        try (Journal journal = Journal.open(directory)) {
            journal.added("q", message("a"));
            journal.added("q", message("b"));
            journal.added("q", message("c"));
            journal.removed("q", "b");
        }
        assertThat(kept()).containsExactly("q/a", "q/c");
    }

    @Test
    void aLineCutShortByAKillIsIgnored() throws Exception {
        try (Journal journal = Journal.open(directory)) {
            journal.added("q", message("a"));
        }
        Files.writeString(
                directory.resolve("messages.jsonl"), "{\"queue\":\"q\",\"id\":\"b", StandardOpenOption.APPEND);
        assertThat(kept()).containsExactly("q/a");
        assertThat(kept()).containsExactly("q/a");
    }

    @Test
    void anAdditionToldAfterTheRemovalIsVoid() throws Exception {
        try (Journal journal = Journal.open(directory)) {
            journal.removed("q", "a");
            journal.added("q", message("a"));
        }
        assertThat(kept()).isEmpty();
    }

    @Test
    void theOldestOfEachQueueIsKnownByWhenItWasSent() throws Exception {
        try (Journal journal = Journal.open(directory)) {
            InternalMessage first = message("a");
            journal.added("q", first);
            journal.added("q", message("b"));
            journal.added("dead", first);
            assertThat(journal.oldest()).containsOnlyKeys("q", "dead");
            assertThat(journal.oldest()).containsEntry("dead", first.created().toInstant());
            journal.removed("q", "b");
            assertThat(journal.oldest()).containsOnlyKeys("dead");
        }
    }

    @Test
    void aMessageThatMovedIsOnlyWhereItMovedTo() throws Exception {
        try (Journal journal = Journal.open(directory)) {
            journal.added("q", message("a"));
            journal.added("dead", message("a"));
            journal.removed("q", "a");
        }
        assertThat(kept()).containsExactly("dead/a");
    }

    @Test
    void aMessageThatMovedBackIsThere() throws Exception {
        try (Journal journal = Journal.open(directory)) {
            journal.added("q", message("a"));
            journal.removed("q", "a");
            journal.added("dead", message("a"));
            journal.removed("dead", "a");
            journal.added("q", message("a"));
        }
        assertThat(kept()).containsExactly("q/a");
    }

    @Test
    void itDoesNotGrowWithWhatIsGone() throws Exception {
        try (Journal journal = Journal.open(directory)) {
            journal.added("q", message("stays"));
            for (int number = 0; number < 30_000; number++) {
                journal.added("q", message("m" + number));
                journal.removed("q", "m" + number);
            }
            assertThat(Files.readAllLines(directory.resolve("messages.jsonl"))).hasSizeLessThan(20_001);
        }
        assertThat(kept()).containsExactly("q/stays");
    }

    private List<String> kept() throws IOException {
        try (Journal journal = Journal.open(directory)) {
            return journal.messages().stream()
                    .map(stored -> stored.queue() + "/" + stored.id())
                    .toList();
        }
    }

    private static InternalMessage message(String id) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("queue", "q").put("id", id).put("body", "{}").put("created", "2026-01-01T00:00:00.123456Z");
        json.putObject("attributes");
        return StoredMessage.fromJson(json).message();
    }
}
