package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A short one of what bench/soak does with two hundred kills and two thousand clients. */
final class SurvivesKillsTest {

    /** In four shards, so that the function is killed before, between and in the middle of their fan-outs. */
    @Test
    void nothingIsLostWhenTheFunctionIsKilled() {
        Findings findings = new Ordeal.Kills(200, 3, 4).run(List.of("--parameter", "AudienceShards=4"));

        assertThat(findings.lost()).isZero();
        assertThat(findings.closed()).isZero();
        assertThat(findings.dead()).isZero();
    }
}
