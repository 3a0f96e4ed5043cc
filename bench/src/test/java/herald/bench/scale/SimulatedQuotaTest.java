package herald.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulatedQuotaTest {

    private static final long SECOND = 1_000_000_000L;

    private final SimulatedQuota bucket = new SimulatedQuota(100, 10);

    @Test
    void burstIsThereAtOnceAndNoMore() {
        assertThat(taken(0, 20)).isEqualTo(10);
    }

    @Test
    void refillsAtItsRate() {
        taken(0, 10);
        assertThat(bucket.take(SECOND / 200)).isFalse();
        assertThat(bucket.take(SECOND / 100)).isTrue();
        assertThat(bucket.take(SECOND / 100)).isFalse();
    }

    @Test
    void neverHoldsMoreThanItsBurst() {
        assertThat(taken(60 * SECOND, 100)).isEqualTo(10);
    }

    @Test
    void refusedRequestCostsNothing() {
        taken(0, 1000);
        assertThat(taken(SECOND / 20, 100)).isEqualTo(5);
    }

    @Test
    void floorIsWhatTheBurstDoesNotCover() {
        assertThat(SimulatedQuota.floorSeconds(1_000_000)).isEqualTo(99.5);
        assertThat(SimulatedQuota.floorSeconds(1000)).isZero();
    }

    private int taken(long atNanos, int requests) {
        int taken = 0;
        for (int request = 0; request < requests; request++) {
            taken += bucket.take(atNanos) ? 1 : 0;
        }
        return taken;
    }
}
