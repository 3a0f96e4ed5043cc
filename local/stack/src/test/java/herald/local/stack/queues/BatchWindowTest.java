package herald.local.stack.queues;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BatchWindowTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void withoutAWindowTheFirstMessagesCloseIt() {
        BatchWindow window = new BatchWindow(10, Duration.ZERO);
        assertThat(window.isClosed(START)).isFalse();
        window.add(messages(2, 10), START);
        assertThat(window.isClosed(START)).isTrue();
        assertThat(window.batch()).hasSize(2);
    }

    @Test
    void aWindowOpensWithItsFirstMessageAndClosesOnTime() {
        BatchWindow window = new BatchWindow(100, Duration.ofSeconds(5));
        window.add(messages(1, 10), START);
        assertThat(window.isClosed(START.plusSeconds(4))).isFalse();
        assertThat(window.remaining(START.plusSeconds(4))).contains(Duration.ofSeconds(1));
        assertThat(window.isClosed(START.plusSeconds(5))).isTrue();
    }

    @Test
    void aFullBatchClosesItEarly() {
        BatchWindow window = new BatchWindow(12, Duration.ofMinutes(5));
        window.add(messages(10, 10), START);
        assertThat(window.room()).isEqualTo(2);
        assertThat(window.isClosed(START)).isFalse();
        window.add(messages(2, 10), START);
        assertThat(window.isClosed(START)).isTrue();
    }

    @Test
    void whatExceedsSixMegabytesIsLeftForTheNextBatch() {
        BatchWindow window = new BatchWindow(10, Duration.ofMinutes(5));
        window.add(messages(8, 1_000_000), START);
        assertThat(window.isClosed(START)).isTrue();
        assertThat(window.batch()).hasSize(6);
        assertThat(window.excess()).hasSize(2);
    }

    private static List<ReceivedMessage> messages(int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(number -> new ReceivedMessage(
                        "id-" + number,
                        "receipt-" + number,
                        JsonNodeFactory.instance.objectNode().put("Body", "x".repeat(bytes))))
                .toList();
    }
}
