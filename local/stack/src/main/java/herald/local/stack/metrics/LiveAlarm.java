package herald.local.stack.metrics;

import herald.local.rules.cloudwatch.AlarmState;
import herald.local.rules.cloudwatch.DatapointRule.Verdict;
import herald.local.rules.cloudwatch.Formula;
import herald.local.template.spec.AlarmSpec;
import herald.local.template.spec.AlarmSpec.FormulaQuery;
import herald.local.template.spec.AlarmSpec.MetricQuery;
import herald.local.template.spec.AlarmSpec.Watched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An alarm and the state that it is in. Thread-safe. */
final class LiveAlarm {

    private final AlarmSpec spec;
    private AlarmState state = AlarmState.INSUFFICIENT_DATA;
    private String reason = "not evaluated yet";
    private Optional<Instant> since = Optional.empty();

    /** @param since when it came into its state; empty if it was never evaluated */
    record Snapshot(AlarmSpec spec, AlarmState state, String reason, Optional<Instant> since) {}

    /** @param before another state than that of {@code now} */
    record Change(AlarmState before, Snapshot now) {}

    LiveAlarm(AlarmSpec spec) {
        this.spec = spec;
        if (spec.watched().isEmpty()) {
            reason = spec.unevaluated();
        }
    }

    synchronized Snapshot sight() {
        return new Snapshot(spec, state, reason, since);
    }

    /** Looks at the periods up to a minute that is over, and returns what has changed, if the state has. */
    synchronized Optional<Change> evaluate(MetricStore store, long minute, Instant now) {
        if (spec.watched().isEmpty()) {
            return Optional.empty();
        }
        Watched watched = spec.watched().get();
        double[] values = values(watched, store, minute, watched.rule().range());
        Verdict verdict = watched.rule().judge(values, state);
        reason = verdict.reason();
        if (verdict.state() == state && since.isPresent()) {
            return Optional.empty();
        }
        AlarmState before = state;
        state = verdict.state();
        since = Optional.of(now);
        return before == state ? Optional.empty() : Optional.of(new Change(before, sight()));
    }

    /** Returns the values that are compared, one for each of so many periods, oldest first. */
    static double[] values(Watched watched, MetricStore store, long minute, int periods) {
        int length = watched.periodMinutes();
        var window = new MetricStore.Window(minute, length, periods);
        Map<String, double[]> series = new HashMap<>();
        List<String> metrics = new ArrayList<>();
        for (AlarmSpec.Query query : watched.queries()) {
            switch (query) {
                case MetricQuery(String id, var metric, var statistic) -> {
                    series.put(id, store.values(metric, statistic, window));
                    metrics.add(id);
                }
                case FormulaQuery(String id, Formula formula) ->
                    series.put(id, formula.over(new Formula.Scope(series, metrics, periods, length * 60)));
            }
        }
        return series.getOrDefault(watched.returned(), new double[periods]);
    }
}
