package herald.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostSpreadTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration TICK = Duration.ofMillis(20);

    @Test
    void fewAreDoneAtOnceAndAtASteadyRate() {
        List<Integer> seconds = served(125);

        assertThat(seconds).hasSize(3);
        assertThat(seconds.get(0)).isBetween(49, 51);
        assertThat(seconds.get(1)).isBetween(48, 51);
    }

    @Test
    void manyAreSpreadOverTheTimeThatThereIs() {
        List<Integer> seconds = served(40_000);

        assertThat(seconds).hasSizeBetween(39, 41);
        assertThat(seconds.subList(0, 39)).allMatch(number -> number > 900 && number < 1100);
    }

    @Test
    void whoIsLateIsServedAtOnce() {
        var spread = new PostSpread(START);

        assertThat(taken(spread, 5_000, START.plus(PostSpread.OVER))).isEqualTo(5_000);
    }

    @Test
    void noBurstFollowsAPause() {
        var spread = new PostSpread(START);

        assertThat(taken(spread, 100, START.plusSeconds(10))).isLessThanOrEqualTo(13);
    }

    @Test
    void clockThatIsPutBackDoesNoHarm() {
        var spread = new PostSpread(START);

        assertThat(taken(spread, 100, START.minusSeconds(10))).isEqualTo(1);
        assertThat(taken(spread, 100, START.plusSeconds(1))).isPositive();
    }

    /** How many in each second. */
    private static List<Integer> served(int number) {
        var spread = new PostSpread(START);
        List<Integer> seconds = new ArrayList<>();
        int left = number;
        for (Instant now = START; left > 0; now = now.plus(TICK)) {
            int second = (int) Duration.between(START, now).toSeconds();
            while (seconds.size() <= second) {
                seconds.add(0);
            }
            int taken = taken(spread, left, now);
            seconds.set(second, seconds.get(second) + taken);
            left -= taken;
        }
        return seconds;
    }

    private static int taken(PostSpread spread, int waiting, Instant now) {
        int taken = 0;
        while (taken < waiting && spread.tryTake(waiting - taken, now)) {
            taken++;
        }
        return taken;
    }
}
