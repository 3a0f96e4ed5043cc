package herald.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleTest {

    @Test
    void idleIsTheFourthOfTheColumns() {
        long[] before = Idle.ticks("cpu  100 0 50 850 0 0 0 0 0 0");
        long[] after = Idle.ticks("cpu  110 0 60 930 0 0 0 0 0 0");
        assertThat(Idle.share(before, after)).isEqualTo(0.8);
    }

    @Test
    void noTimeGoneByIsNotQuiet() {
        long[] ticks = Idle.ticks("cpu  1 2 3 4");
        assertThat(Idle.share(ticks, ticks)).isZero();
    }
}
