package herald.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessTimesTest {

    @Test
    void userAndSystemTimeAreAddedWhateverTheNameIs() {
        String stat = "42 (a) (b c) S 1 42 42 0 -1 4194560 500 0 3 0 150 25 0 0 20 0 30 0 1000 9 9";
        assertThat(ProcessTimes.cpu(stat)).isEqualTo(Duration.ofMillis(1750));
    }
}
