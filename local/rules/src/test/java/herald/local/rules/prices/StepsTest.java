package herald.local.rules.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "32767, 1", "32768, 1", "32769, 2", "65536, 2", "65537, 3", "131072, 4"})
    void messageIsBilledByEachBegun32Kilobytes(long bytes, long messages) {
        assertThat(Steps.messages(bytes)).isEqualTo(messages);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "65535, 1", "65536, 1", "65537, 2", "131072, 2", "262144, 4", "1048576, 16"})
    void requestIsBilledByEachBegun64Kilobytes(long bytes, long requests) {
        assertThat(Steps.requests(bytes)).isEqualTo(requests);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.001S, 1", "PT1M, 1", "PT1M0.000000001S, 2", "PT2H, 120", "PT2H0.5S, 121"})
    void connectionIsBilledByEachBegunMinute(Duration open, long minutes) {
        assertThat(Steps.minutes(open)).isEqualTo(minutes);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "PT0.000000001S, 1", "PT0.001S, 1", "PT0.001000001S, 2", "PT3S, 3000"})
    void durationIsBilledByEachBegunMillisecond(Duration took, long milliseconds) {
        assertThat(Steps.milliseconds(took)).isEqualTo(milliseconds);
    }

    @ParameterizedTest
    @CsvSource({"0, 26", "1, 27", "1000, 1026"})
    void logEventCountsWithItsOverhead(long bytes, long counted) {
        assertThat(Steps.logged(bytes)).isEqualTo(counted);
    }
}
