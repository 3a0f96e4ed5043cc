package herald.fanout;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace();

    @Test
    void noMorePermitsThanTheLimit() {
        assertThat(acquireAll()).hasSize(Pace.START);
        assertThat(pace.tryAcquire()).isNull();
    }

    @Test
    void aRoundOfSuccessesAddsAboutOne() {
        acquireAll().forEach(Pace.Permit::success);

        assertThat(pace.limit()).isBetween(Pace.START, Pace.START + 1);
        rounds(3, Pace.Permit::success);
        assertThat(pace.limit()).isBetween(Pace.START + 2, Pace.START + 4);
    }

    @Test
    void aBurstOfThrottlesHalvesOnce() {
        acquireAll().forEach(Pace.Permit::throttled);

        assertThat(pace.limit()).isEqualTo(Pace.START / 2);
    }

    @Test
    void limitStaysWithinItsBounds() {
        rounds(20, Pace.Permit::throttled);
        assertThat(pace.limit()).isEqualTo(Pace.MIN);

        rounds(1_000, Pace.Permit::success);
        assertThat(pace.limit()).isEqualTo(Pace.MAX);
    }

    @Test
    void ignoredChangesNothing() {
        rounds(5, Pace.Permit::ignored);

        assertThat(pace.limit()).isEqualTo(Pace.START);
        assertThat(pace.inFlight()).isZero();
    }

    @Test
    void permitEndsOnce() {
        Pace.Permit permit = requireNonNull(pace.tryAcquire());
        permit.success();

        assertThatThrownBy(permit::success).isInstanceOf(IllegalStateException.class);
    }

    private void rounds(int rounds, Consumer<Pace.Permit> end) {
        for (int i = 0; i < rounds; i++) {
            acquireAll().forEach(end);
        }
    }

    private List<Pace.Permit> acquireAll() {
        List<Pace.Permit> permits = new ArrayList<>();
        for (var permit = pace.tryAcquire(); permit != null; permit = pace.tryAcquire()) {
            permits.add(permit);
        }
        return permits;
    }
}
