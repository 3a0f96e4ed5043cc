package herald.local.stack.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.rules.cloudwatch.Measurement;
import herald.local.rules.cloudwatch.MetricId;
import herald.local.rules.cloudwatch.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricStoreTest {

    private static final double NONE = Double.NaN;
    private static final MetricId METRIC = metric("delivered");

    private final MetricStore store = new MetricStore(5, Set.of(METRIC));

    private static MetricId metric(String name) {
        return MetricId.of("N", name, Map.of("Stage", "prod"));
    }

    private void add(long minute, Double... values) {
        assertThat(store.add(new Measurement(METRIC, Measurement.COUNT, List.of(values)), minute))
                .isTrue();
    }

    private double[] sums(long last, int length, int periods) {
        return store.values(METRIC, Statistic.SUM, new MetricStore.Window(last, length, periods));
    }

    @Test
    void aMinuteEndsWithItsLastMillisecond() {
        PeriodClock clock = new PeriodClock(1);
        Instant noon = Instant.parse("2026-06-01T12:00:00Z");
        long minute = clock.minute(noon);

        assertThat(clock.minute(noon.minusMillis(1))).isEqualTo(minute - 1);
        assertThat(clock.minute(noon.plusMillis(59_999))).isEqualTo(minute);
        assertThat(clock.minute(noon.plusMillis(60_000))).isEqualTo(minute + 1);
    }

    @Test
    void aFasterClockHasMoreMinutes() {
        PeriodClock clock = new PeriodClock(60);
        Instant noon = Instant.parse("2026-06-01T12:00:00Z");

        assertThat(clock.length()).isEqualTo(Duration.ofSeconds(1));
        assertThat(clock.minute(noon.plusMillis(999))).isEqualTo(clock.minute(noon));
        assertThat(clock.minute(noon.plusSeconds(60))).isEqualTo(clock.minute(noon) + 60);
    }

    @Test
    void valuesOfAMinuteAreBroughtTogether() {
        add(100, 1.0, 2.0);
        add(100, 9.0);
        add(102, 5.0);

        assertThat(sums(103, 1, 4)).containsExactly(12, NONE, 5, NONE);
        assertThat(sums(103, 2, 2)).containsExactly(12, 5);
    }

    @ParameterizedTest
    @CsvSource({"Sum, 12", "SampleCount, 3", "Average, 4", "Minimum, 1", "Maximum, 9", "p50, 2", "p99, 9", "p100, 9"})
    void eachStatisticIsKnown(String statistic, double expected) {
        add(100, 1.0, 9.0);
        add(100, 2.0);
        Statistic parsed = Statistic.parse(statistic).orElseThrow();

        assertThat(parsed).hasToString(statistic);
        assertThat(store.values(METRIC, parsed, new MetricStore.Window(100, 1, 1)))
                .containsExactly(expected);
    }

    @Test
    void onlySoManyMinutesAreKept() {
        add(100, 1.0);
        add(104, 2.0);
        assertThat(sums(104, 1, 5)).containsExactly(1, NONE, NONE, NONE, 2);

        add(105, 3.0);
        assertThat(sums(105, 1, 6)).containsExactly(NONE, NONE, NONE, NONE, 2, 3);
        add(100, 7.0);
        assertThat(sums(105, 1, 6)).containsExactly(NONE, NONE, NONE, NONE, 2, 3);
    }

    @Test
    void otherDimensionsAreAnotherMetric() {
        add(100, 1.0);
        MetricId other = MetricId.of("N", "delivered", Map.of("Stage", "dev"));

        assertThat(store.values(other, Statistic.SUM, new MetricStore.Window(100, 1, 1)))
                .containsExactly(NONE);
        assertThat(store.metrics()).extracting(MetricStore.Kept::metric).containsExactly(METRIC);
    }

    @Test
    void metricsBeyondTheMostAreNotKept() {
        for (int i = 0; i < MetricStore.MOST; i++) {
            assertThat(store.add(new Measurement(metric("m" + i), "None", List.of(1.0)), 1))
                    .isTrue();
        }
        assertThat(store.add(new Measurement(metric("one more"), "None", List.of(1.0)), 1))
                .isFalse();
        assertThat(store.add(new Measurement(metric("m0"), "None", List.of(1.0)), 2))
                .isTrue();
    }
}
