package herald.bench.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkTest {

    private static final Mark SEVEN = new Mark(7, 1_764_000_000_000_000L);
    private static final Mark EIGHT = new Mark(8, 1_764_000_000_000_001L);

    @Test
    void isFoundInEveryDialect() {
        assertThat(in("{\"event\":\"item_added\",\"data\":" + SEVEN.body(200) + ",\"id\":\"x\"}"))
                .containsExactly(SEVEN);
        assertThat(in("[{\"data\":" + SEVEN.body(60) + "},{\"data\":" + EIGHT.body(60) + "}]"))
                .containsExactly(SEVEN, EIGHT);
        assertThat(in("42[\"item_added\"," + EIGHT.body(200) + "]")).containsExactly(EIGHT);
    }

    @Test
    void bodyHasTheSizeAskedFor() {
        assertThat(SEVEN.body(200)).hasSize(200);
    }

    @Test
    void otherFramesHoldNone() {
        assertThat(in("{\"event\":\"pong\"}")).isEmpty();
        assertThat(in("{\"n\":1}")).isEmpty();
        assertThat(in("{\"n\":")).isEmpty();
        assertThat(in("")).isEmpty();
    }

    private static List<Mark> in(String frame) {
        return Mark.in(frame.getBytes(StandardCharsets.UTF_8));
    }
}
