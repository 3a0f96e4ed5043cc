package herald.local.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportsTest {

    @Test
    void aWarmInvocationIsBilledByTheMillisecondBegun() {
        assertThat(new Reports.Report("r1", Duration.ofNanos(12_340_000), 512, 130, "", Optional.empty()).lines())
                .isEqualTo("END RequestId: r1\nREPORT RequestId: r1\tDuration: 12.34 ms\tBilled Duration: 13 ms"
                        + "\tMemory Size: 512 MB\tMax Memory Used: 130 MB");
    }

    @Test
    void theFirstInvocationIsBilledWithItsInit() {
        Optional<Duration> init = Optional.of(Duration.ofMillis(480));
        assertThat(new Reports.Report("r1", Duration.ofSeconds(3), 512, 130, "timeout", init).lines())
                .endsWith("\tBilled Duration: 3480 ms\tMemory Size: 512 MB\tMax Memory Used: 130 MB"
                        + "\tInit Duration: 480.00 ms\tStatus: timeout");
    }
}
