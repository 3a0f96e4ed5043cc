package herald.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeReserveTest {

    private Duration left = Duration.ZERO;

    @ParameterizedTest
    @CsvSource({"60000,12000", "10000,2000", "5000,1500", "3000,1200", "900000,180000"})
    void noPostStartsWithinTheReserve(long start, long reserve) {
        var time = startingWith(start);

        left = Duration.ofMillis(reserve + 1);
        assertThat(time.allows()).isTrue();
        left = Duration.ofMillis(reserve);
        assertThat(time.allows()).isFalse();
    }

    @Test
    void postHasThreeSecondsOrLessWhenTimeIsShort() {
        var time = startingWith(10_000);
        assertThat(time.deadline()).isEqualTo(TimeReserve.POST);

        left = Duration.ofMillis(2_500);
        assertThat(time.deadline()).isEqualTo(Duration.ofMillis(1_500));
        left = Duration.ZERO;
        assertThat(time.deadline()).isPositive();
    }

    @Test
    void plentyIsHalf() {
        var time = startingWith(10_000);

        left = Duration.ofSeconds(5);
        assertThat(time.plenty()).isTrue();
        left = Duration.ofMillis(4_999);
        assertThat(time.plenty()).isFalse();
    }

    private TimeReserve startingWith(long millis) {
        left = Duration.ofMillis(millis);
        return new TimeReserve(() -> left);
    }
}
