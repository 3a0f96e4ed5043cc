package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A short one of what bench/soak does with ten thousand messages. */
final class KeepsFifoOrderTest {

    @Test
    void noClientSeesAGroupOutOfOrderThroughFaultsAndKills() {
        Findings findings = new Ordeal.Order(40, 8, 120, 120).run(List.of());

        assertThat(findings.disorder()).isEmpty();
        assertThat(findings.lost()).isZero();
        assertThat(findings.dead()).isZero();
    }
}
