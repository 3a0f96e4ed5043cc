package herald.local.stack.metrics;

import herald.local.rules.cloudwatch.DatapointRule;
import herald.local.rules.cloudwatch.Distribution;
import herald.local.rules.cloudwatch.Measurement;
import herald.local.rules.cloudwatch.MetricId;
import herald.local.rules.cloudwatch.Statistic;
import herald.local.template.spec.AlarmSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer of {@code /console/metrics.json}. Values of periods without any are null: JSON has no other word. */
final class MetricsJson {

    /** Periods shown of each metric, the one that is not over yet included. */
    private static final int SHOWN = 30;

    private MetricsJson() {}

    static Map<String, Object> of(
            MetricStore store, List<LiveAlarm.Snapshot> alarms, PeriodClock minutes, Instant now) {
        long running = minutes.minute(now);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("atMillis", now.toEpochMilli());
        json.put("minuteMillis", minutes.length().toMillis());
        json.put(
                "alarms",
                alarms.stream().map(alarm -> alarm(store, alarm, running - 1)).toList());
        json.put(
                "metrics",
                store.metrics().stream()
                        .map(kept -> metric(store, kept, running))
                        .toList());
        return json;
    }

    private static Map<String, Object> alarm(MetricStore store, LiveAlarm.Snapshot alarm, long last) {
        AlarmSpec spec = alarm.spec();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", spec.id());
        json.put("description", spec.description());
        json.put("evaluated", spec.watched().isPresent());
        json.put("state", alarm.state());
        json.put("reason", alarm.reason());
        json.put("sinceMillis", alarm.since().map(Instant::toEpochMilli).orElse(null));
        json.put("actions", spec.actions());
        spec.watched().ifPresent(watched -> {
            DatapointRule rule = watched.rule();
            json.put("comparison", rule.comparison().words());
            json.put("threshold", rule.threshold());
            json.put("periodMinutes", watched.periodMinutes());
            json.put("evaluationPeriods", rule.evaluationPeriods());
            json.put("datapointsToAlarm", rule.datapointsToAlarm());
            json.put("values", boxed(LiveAlarm.values(watched, store, last, rule.range())));
        });
        return json;
    }

    private static Map<String, Object> metric(MetricStore store, MetricStore.Kept kept, long running) {
        MetricId metric = kept.metric();
        Statistic statistic = statistic(kept);
        Distribution last = store.minute(metric, running - 1);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("namespace", metric.namespace());
        json.put("name", metric.name());
        json.put("dimensions", metric.dimensions());
        json.put("unit", kept.unit());
        json.put("statistic", statistic.toString());
        json.put("lastMinute", last.isEmpty() ? null : whole(last));
        json.put("values", boxed(store.values(metric, statistic, new MetricStore.Window(running, 1, SHOWN))));
        return json;
    }

    private static Map<String, Object> whole(Distribution minute) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (String name : List.of("SampleCount", "Sum", "Average", "Minimum", "Maximum")) {
            json.put(name, minute.of(Statistic.parse(name).orElseThrow()));
        }
        return json;
    }

    /** Returns the statistic that is shown: counts add up; of what is there or lasts, a sum says nothing. */
    private static Statistic statistic(MetricStore.Kept kept) {
        if (kept.metric().name().startsWith("Approximate")) {
            return Statistic.MAXIMUM;
        }
        return kept.unit().equals(Measurement.COUNT) ? Statistic.SUM : Statistic.AVERAGE;
    }

    private static List<@Nullable Double> boxed(double[] values) {
        List<@Nullable Double> boxed = new ArrayList<>();
        for (double value : values) {
            boxed.add(Double.isNaN(value) ? null : value);
        }
        return boxed;
    }
}
