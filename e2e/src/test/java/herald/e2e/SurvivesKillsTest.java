package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A short one of what bench/soak does with two hundred kills. */
final class SurvivesKillsTest {

    /** More than a page (herald.connections.Page), which is what a kill may repeat. */
    private static final int CLIENTS = 1_100;

    @Test
    void nothingIsLostAndAPageIsRepeatedAtMostWhenTheFunctionIsKilled() {
        Findings findings = new Ordeal.Kills(CLIENTS, 3, 4).run(List.of());

        assertThat(findings.lost()).isZero();
        assertThat(findings.closed()).isZero();
        assertThat(findings.dead()).isZero();
        assertThat(findings.repeats()).isLessThanOrEqualTo(findings.rightRepeats());
    }
}
