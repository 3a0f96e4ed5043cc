package herald.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void limitItselfIsMet() {
        assertThat(Target.atMost("cost", 16, "µs", 16.0).met()).isTrue();
        assertThat(Target.atLeast("ratio", 0.6, "", 0.6).met()).isTrue();
    }

    @Test
    void beyondTheLimitIsNotMet() {
        assertThat(Target.atMost("cost", 16, "µs", 16.01).verdict()).isEqualTo("**not met**");
        assertThat(Target.atLeast("ratio", 0.6, "", 0.59).verdict()).isEqualTo("**not met**");
    }

    @Test
    void whatWasNotMeasuredIsNotMet() {
        Target target = Target.atMost("cost", 16, "µs", null);
        assertThat(target.met()).isFalse();
        assertThat(target.verdict()).isEqualTo("not measured here");
        assertThat(target.measured()).isEmpty();
    }

    @Test
    void limitsAreShownAsTheyWereSet() {
        assertThat(Target.atMost("cost", 16, "µs", 9.04).wanted()).isEqualTo("≤ 16 µs");
        assertThat(Target.atLeast("ratio", 0.6, "", 1.0).wanted()).isEqualTo("≥ 0.60");
        assertThat(Target.atLeast("rate", 60_000, "posts", 1.0).wanted()).isEqualTo("≥ 60,000 posts");
    }
}
