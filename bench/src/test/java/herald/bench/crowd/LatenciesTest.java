package herald.bench.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void percentilesAreNearestRanks() {
        IntStream.rangeClosed(1, 100).map(i -> 101 - i).forEach(latencies::add);

        assertThat(latencies.percentile(0.5)).isEqualTo(50);
        assertThat(latencies.percentile(0.9)).isEqualTo(90);
        assertThat(latencies.percentile(0.99)).isEqualTo(99);
        assertThat(latencies.percentile(1)).isEqualTo(100);
    }

    @Test
    void percentileOfFewIsOneThatOccurred() {
        latencies.add(10);
        latencies.add(20);

        assertThat(latencies.percentile(0.5)).isEqualTo(10);
        assertThat(latencies.percentile(0.99)).isEqualTo(20);
    }

    @Test
    void whatComesAfterAPercentileWasAskedForCounts() {
        latencies.add(10);
        assertThat(latencies.percentile(1)).isEqualTo(10);
        latencies.add(5);
        latencies.add(30);

        assertThat(latencies.percentile(1)).isEqualTo(30);
        assertThat(latencies.percentile(0.01)).isEqualTo(5);
    }

    @Test
    void manyAreKept() {
        IntStream.range(0, 100_000).forEach(latencies::add);
        assertThat(latencies.size()).isEqualTo(100_000);
        assertThat(latencies.percentile(0.5)).isEqualTo(49_999);
    }

    @Test
    void noneIsZeroAndNoShareIsRefused() {
        assertThat(latencies.percentile(0.5)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> latencies.percentile(0));
    }
}
