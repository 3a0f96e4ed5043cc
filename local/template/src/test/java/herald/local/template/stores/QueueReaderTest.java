package herald.local.template.stores;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.template.Fixture;
import herald.local.template.spec.EventSourceSpec;
import herald.local.template.spec.QueueSpec;
import herald.local.template.spec.QueueSpec.Redrive;
import herald.local.template.spec.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues and the functions that they invoke. */
class QueueReaderTest {

    @TempDir
    Path directory;

    private Fixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new Fixture(directory);
    }

    @Test
    void conditionsDecideWhatThereIs() {
        var ordered = fixture.read("rooms.yaml");
        var unordered = fixture.read("rooms.yaml", Map.of("Ordered", "no"));

        assertThat(queue(ordered, "Letters").fifo()).isTrue();
        assertThat(queue(ordered, "Letters").name()).isEqualTo("letters.fifo");
        assertThat(queue(ordered, "LostLetters").name()).matches("teahouse-LostLetters-[A-Z0-9]{12}\\.fifo");
        assertThat(queue(unordered, "Letters").fifo()).isFalse();
        assertThat(queue(unordered, "LostLetters").name()).matches("teahouse-LostLetters-[A-Z0-9]{12}");
        assertThat(ordered.functions()).doesNotContainKey("TestOnlyFunction");
        assertThat(ordered.outputs()).doesNotContainKey("OnlyTest");
    }

    @Test
    void queueHasTheDefaultsOfAws() {
        var lost = queue(fixture.read("rooms.yaml", Map.of("Ordered", "no")), "LostLetters");

        assertThat(lost.visibilityTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(lost.delay()).isEqualTo(Duration.ZERO);
        assertThat(lost.receiveWait()).isEqualTo(Duration.ZERO);
        assertThat(lost.retention()).isEqualTo(Duration.ofDays(14));
        assertThat(lost.maximumMessageBytes()).isEqualTo(1_048_576);
        assertThat(lost.redrive()).isEmpty();
    }

    @Test
    void redrivePolicyIsAMapOrItsJson() {
        assertThat(queue(fixture.read("rooms.yaml"), "Letters").redrive()).contains(new Redrive("LostLetters", 3));
        assertThat(queue(fixture.read("ledger.json"), "Entries").redrive()).contains(new Redrive("Rejected", 2));
    }

    @Test
    void referencesToAQueueGiveItsUrlHere() {
        assertThat(fixture.read("rooms.yaml").outputs())
                .containsEntry("LettersUrl", "http://127.0.0.1:9324/123456789012/letters.fifo");
    }

    @Test
    void samEventAndEventSourceMappingAreEventSources() {
        assertThat(fixture.read("rooms.yaml").eventSources())
                .containsExactly(new EventSourceSpec(
                        "TalkFunctionLetters",
                        "TalkFunction",
                        "Letters",
                        5,
                        Duration.ZERO,
                        true,
                        OptionalInt.of(7),
                        true));
        assertThat(fixture.read("ledger.json").eventSources())
                .containsExactly(new EventSourceSpec(
                        "EntriesToBook",
                        "Book",
                        "Entries",
                        100,
                        Duration.ofSeconds(5),
                        false,
                        OptionalInt.empty(),
                        false));
    }

    private static QueueSpec queue(Template template, String id) {
        return Objects.requireNonNull(template.queues().get(id));
    }
}
