package herald.local.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationsTest {

    private final Durations durations = new Durations();

    @Test
    void withoutAnyTheGuessCounts() {
        assertThat(durations.median(Duration.ofMillis(50))).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void theMiddleOneCounts() {
        for (int millis : new int[] {900, 1, 20}) {
            durations.add(Duration.ofMillis(millis));
        }
        assertThat(durations.median(Duration.ZERO)).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void oldOnesAreForgotten() {
        for (int i = 0; i < 100; i++) {
            durations.add(Duration.ofMillis(i < 50 ? 1 : 1_000));
        }
        assertThat(durations.median(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    }
}
