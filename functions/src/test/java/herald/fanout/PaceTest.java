package herald.fanout;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Pace pace = new Pace();

    @Test
    void noMorePermitsThanTheLimit() {
        assertThat(acquireAll()).hasSize(Pace.START);
        assertThat(pace.tryAcquire(NOW)).isNull();
    }

    @Test
    void atFirstTheLimitGrowsQuicklyAsLongAsItIsUsed() {
        rounds(4, PaceTest::quick);
        assertThat(pace.limit()).isGreaterThan(2 * Pace.START);

        int limit = pace.limit();
        for (int i = 0; i < 1_000; i++) {
            quick(requireNonNull(pace.tryAcquire(NOW)));
        }
        assertThat(pace.limit()).isEqualTo(limit);
    }

    @Test
    void onceItHasBeenLoweredTheLimitGrowsSlowly() {
        rounds(1, PaceTest::throttled);
        int limit = pace.limit();

        rounds(100, PaceTest::quick);
        assertThat(pace.limit()).isBetween(limit, limit + 2);
        rounds(1_000, PaceTest::quick);
        assertThat(pace.limit()).isGreaterThan(2 * limit);
    }

    @Test
    void aBurstOfThrottlesLowersOnce() {
        rounds(1, PaceTest::throttled);

        assertThat(pace.limit()).isEqualTo(Pace.START * 6 / 10);
    }

    @Test
    void aFewThrottlesAmongManySuccessesLowerItALittle() {
        List<Pace.Permit> permits = acquireAll();
        permits.subList(0, 20).forEach(PaceTest::quick);
        int limit = pace.limit();
        permits.subList(20, 23).forEach(PaceTest::throttled);

        assertThat(pace.limit()).isEqualTo(limit * 3 / 4);
    }

    @Test
    void aSlowClientHereAndThereLowersNothing() {
        int limit = 0;
        for (int round = 0; round < 10; round++) {
            List<Pace.Permit> permits = acquireAll();
            throttled(permits.removeFirst());
            permits.forEach(PaceTest::quick);
            assertThat(pace.limit()).isGreaterThanOrEqualTo(limit);
            limit = pace.limit();
        }
        assertThat(pace.crowded()).isFalse();
    }

    @Test
    void limitStaysWithinItsBounds() {
        rounds(60, PaceTest::throttled);
        assertThat(pace.limit()).isEqualTo(Pace.MIN);

        Pace unhindered = new Pace();
        for (int i = 0; i < 20; i++) {
            acquireAll(unhindered, NOW).forEach(PaceTest::quick);
        }
        assertThat(unhindered.limit()).isEqualTo(Pace.MAX);
    }

    @Test
    void whenEvenTheLeastIsTooMuchThereArePausesThatGrow() {
        rounds(60, PaceTest::throttled);
        assertThat(pace.tryAcquire(NOW)).isNull();

        Instant later = NOW.plusMillis(20);
        for (int i = 0; i < Pace.MANY; i++) {
            acquireAll(pace, later).forEach(permit -> permit.throttled(later));
        }
        assertThat(pace.tryAcquire(later.plusMillis(30))).isNull();
        assertThat(pace.tryAcquire(later.plusSeconds(1))).isNotNull();
    }

    @Test
    void latencyThatGrowsWithTheLimitLowersIt() {
        rounds(9, PaceTest::quick);
        int limit = pace.limit();

        rounds(4, permit -> permit.success(Duration.ofMillis(60)));
        assertThat(pace.limit()).isLessThan(limit);
    }

    @Test
    void oneSlowPostLowersNothing() {
        rounds(3, PaceTest::quick);
        int limit = pace.limit();

        List<Pace.Permit> permits = acquireAll();
        permits.removeFirst().success(Duration.ofSeconds(3));
        permits.forEach(PaceTest::quick);
        assertThat(pace.limit()).isGreaterThanOrEqualTo(limit);
    }

    @Test
    void aServiceThatHasBecomeSlowerForGoodIsTheNewMeasure() {
        rounds(9, PaceTest::quick);
        rounds(30, permit -> permit.success(Duration.ofMillis(60)));
        assertThat(pace.limit()).isLessThan(Pace.MAX / 2);

        rounds(1_000, permit -> permit.success(Duration.ofMillis(60)));
        assertThat(pace.limit()).isEqualTo(Pace.MAX);
    }

    @Test
    void stragglersMakeRoomForOthersButNotForAnyNumber() {
        List<Pace.Permit> first = acquireAll();
        first.forEach(Pace.Permit::straggles);
        for (int straggling = Pace.START; straggling < Pace.MAX_STRAGGLING; straggling += Pace.START) {
            assertThat(acquireAll()).hasSize(Pace.START).allSatisfy(Pace.Permit::straggles);
        }
        assertThat(acquireAll()).hasSize(Pace.START).allSatisfy(Pace.Permit::straggles);
        assertThat(pace.tryAcquire(NOW)).isNull();

        first.forEach(Pace.Permit::ignored);
        assertThat(pace.inFlight()).isEqualTo(Pace.MAX_STRAGGLING);
    }

    @Test
    void manyRefusalsOfManyConnectionsAreACrowd() {
        rounds(2, PaceTest::throttled);
        assertThat(pace.crowded()).isTrue();

        for (int i = 0; i < 200; i++) {
            quick(requireNonNull(pace.tryAcquire(NOW)));
        }
        assertThat(pace.crowded()).isFalse();
    }

    @Test
    void ignoredChangesNothing() {
        rounds(5, Pace.Permit::ignored);

        assertThat(pace.limit()).isEqualTo(Pace.START);
        assertThat(pace.inFlight()).isZero();
    }

    @Test
    void permitEndsOnce() {
        Pace.Permit permit = requireNonNull(pace.tryAcquire(NOW));
        quick(permit);

        assertThatThrownBy(() -> quick(permit)).isInstanceOf(IllegalStateException.class);
    }

    private static void quick(Pace.Permit permit) {
        permit.success(Duration.ofMillis(5));
    }

    private static void throttled(Pace.Permit permit) {
        permit.throttled(NOW);
    }

    private void rounds(int rounds, Consumer<Pace.Permit> end) {
        for (int i = 0; i < rounds; i++) {
            acquireAll().forEach(end);
        }
    }

    private List<Pace.Permit> acquireAll() {
        return acquireAll(pace, NOW);
    }

    private static List<Pace.Permit> acquireAll(Pace pace, Instant now) {
        List<Pace.Permit> permits = new ArrayList<>();
        for (var permit = pace.tryAcquire(now); permit != null; permit = pace.tryAcquire(now)) {
            permits.add(permit);
        }
        return permits;
    }
}
