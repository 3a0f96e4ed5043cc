package herald.local.stack.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import herald.local.rules.cloudwatch.AlarmState;
import herald.local.rules.cloudwatch.Comparison;
import herald.local.rules.cloudwatch.DatapointRule;
import herald.local.rules.cloudwatch.Formula;
import herald.local.rules.cloudwatch.Measurement;
import herald.local.rules.cloudwatch.MetricId;
import herald.local.rules.cloudwatch.MissingData;
import herald.local.rules.cloudwatch.Statistic;
import herald.local.stack.feed.Feed;
import herald.local.template.spec.AlarmSpec;
import herald.local.template.spec.AlarmSpec.FormulaQuery;
import herald.local.template.spec.AlarmSpec.MetricQuery;
import herald.local.template.spec.AlarmSpec.Watched;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlarmsTest {

    private static final MetricId WAITING = MetricId.of("N", "waiting", Map.of());
    private static final MetricId DELAYED = MetricId.of("N", "delayed", Map.of());

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Feed feed = new Feed();
    private final MetricStore store = new MetricStore(60, Set.of());

    private static AlarmSpec alarm(int periods, MissingData missing, AlarmSpec.Query... queries) {
        DatapointRule rule = new DatapointRule(Comparison.ABOVE, 0, periods, periods, missing);
        Watched watched = new Watched(List.of(queries), queries[queries.length - 1].id(), 1, rule);
        return new AlarmSpec("Growth", "It grows.", List.of(), Optional.of(watched), "");
    }

    private static MetricQuery metric(String id, MetricId metric) {
        return new MetricQuery(id, metric, Statistic.MAXIMUM);
    }

    private Alarms alarms(AlarmSpec spec) {
        Alarms alarms = new Alarms(
                List.of(spec), new AlarmOutlet(feed, new PrintStream(written, true, StandardCharsets.UTF_8)));
        alarms.evaluate(store, 100, Instant.EPOCH);
        return alarms;
    }

    private void tell(MetricId metric, long minute, double value) {
        store.add(new Measurement(metric, Measurement.COUNT, List.of(value)), minute);
    }

    private AlarmState state(Alarms alarms, long running) {
        alarms.evaluate(store, running, Instant.ofEpochSecond(running));
        return alarms.sights().getFirst().state();
    }

    private List<String> log() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aMinuteIsLookedAtWhenItIsOver() {
        Alarms alarms = alarms(alarm(1, MissingData.NOT_BREACHING, metric("m", WAITING)));
        tell(WAITING, 100, 4);

        assertThat(state(alarms, 100)).isEqualTo(AlarmState.INSUFFICIENT_DATA);
        assertThat(state(alarms, 101)).isEqualTo(AlarmState.ALARM);
    }

    @Test
    void aChangeIsToldOnce() {
        Alarms alarms = alarms(alarm(1, MissingData.NOT_BREACHING, metric("m", WAITING)));
        for (long minute = 100; minute < 110; minute++) {
            tell(WAITING, minute, minute >= 103 && minute < 106 ? 4 : 0);
            state(alarms, minute + 1);
            state(alarms, minute + 1);
        }

        assertThat(log())
                .containsExactly(
                        "alarm Growth: ALARM: 1 datapoint of 1 above 0 (4)",
                        "alarm Growth: OK: 0 datapoints of 1 above 0 (0)");
        assertThat(feed.problemsAfter(0))
                .extracting(Feed.Problem::source, Feed.Problem::message)
                .containsExactly(tuple("alarm Growth", "ALARM: 1 datapoint of 1 above 0 (4)"));
    }

    @Test
    void minutesThatWereMissedAreLookedAtOneByOne() {
        Alarms alarms = alarms(alarm(1, MissingData.NOT_BREACHING, metric("m", WAITING)));
        tell(WAITING, 101, 4);
        tell(WAITING, 102, 0);

        assertThat(state(alarms, 104)).isEqualTo(AlarmState.OK);
        assertThat(log()).hasSize(2);
    }

    @Test
    void anExpressionIsEvaluatedOverTheSameMinutes() {
        Alarms alarms = alarms(alarm(
                3,
                MissingData.NOT_BREACHING,
                metric("waiting", WAITING),
                metric("delayed", DELAYED),
                new FormulaQuery("sum", Formula.parse("DIFF(waiting + delayed)"))));
        for (long minute = 100; minute < 104; minute++) {
            tell(WAITING, minute, (double) minute);
            tell(DELAYED, minute, 1);
            assertThat(state(alarms, minute + 1))
                    .as("three growths take four values")
                    .isEqualTo(minute < 103 ? AlarmState.OK : AlarmState.ALARM);
        }
        tell(WAITING, 104, 103);
        tell(DELAYED, 104, 1);
        assertThat(state(alarms, 105)).isEqualTo(AlarmState.OK);
    }

    @Test
    void whatCannotBeEvaluatedIsShownAndNeverGoesOff() {
        Alarms alarms = alarms(new AlarmSpec("Odd", "", List.of(), Optional.empty(), "anomaly detection"));

        assertThat(state(alarms, 120)).isEqualTo(AlarmState.INSUFFICIENT_DATA);
        assertThat(alarms.sights().getFirst().reason()).isEqualTo("anomaly detection");
        assertThat(log()).isEmpty();
    }
}
