package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short one of what bench/soak does for ten minutes. */
final class SurvivesFaultsTest {

    @Test
    void nothingIsLostWhileThreePostsInTenFailAndTablesAndQueuesDoNowAndThen() {
        Findings findings = new Ordeal.MixedFaults(50, 25, Duration.ofSeconds(6), 0.0004).run(List.of());

        assertThat(findings.lost()).isZero();
        assertThat(findings.dead()).isZero();
    }
}
