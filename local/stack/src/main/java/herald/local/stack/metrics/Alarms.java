package herald.local.stack.metrics;

import herald.local.rules.cloudwatch.AlarmState;
import herald.local.rules.cloudwatch.MetricId;
import herald.local.rules.cloudwatch.Statistic;
import herald.local.template.spec.AlarmSpec;
import herald.local.template.spec.AlarmSpec.MetricQuery;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All alarms of a template. Tells each change of a state once, in the log and on the console. Thread-safe. */
final class Alarms {

    /** The fewest minutes that are kept of a metric: more than the console shows. */
    private static final int LEAST_KEPT = 60;

    private final List<LiveAlarm> alarms;
    private final List<AlarmSpec> specs;
    private final AlarmOutlet outlet;
    private long evaluated = Long.MIN_VALUE;

    Alarms(List<AlarmSpec> specs, AlarmOutlet outlet) {
        this.specs = List.copyOf(specs);
        this.alarms = specs.stream().map(LiveAlarm::new).toList();
        this.outlet = outlet;
    }

    /** Returns the number of minutes of which they must know what was measured. */
    int minutesKept() {
        return watched()
                .mapToInt(watched -> watched.rule().range() * watched.periodMinutes())
                .reduce(LEAST_KEPT, Math::max);
    }

    /** Returns the metrics of which they need percentiles. */
    Set<MetricId> sampled() {
        return watched()
                .flatMap(watched -> watched.queries().stream())
                .filter(query -> query instanceof MetricQuery metric
                        && metric.statistic().kind() == Statistic.Kind.PERCENTILE)
                .map(query -> ((MetricQuery) query).metric())
                .collect(Collectors.toSet());
    }

    private Stream<AlarmSpec.Watched> watched() {
        return specs.stream().flatMap(spec -> spec.watched().stream());
    }

    /** Evaluates each minute that is over and was not looked at yet, if there are not very many. */
    synchronized void evaluate(MetricStore store, long running, Instant now) {
        long first = Math.max(evaluated + 1, running - LEAST_KEPT);
        if (evaluated == Long.MIN_VALUE) {
            first = running;
        }
        for (long minute = first; minute < running; minute++) {
            for (LiveAlarm alarm : alarms) {
                alarm.evaluate(store, minute, now).ifPresent(this::tell);
            }
        }
        evaluated = running - 1;
    }

    /** Tells a change, but for an alarm that finds all well when it first looks. */
    private void tell(LiveAlarm.Change change) {
        LiveAlarm.Snapshot now = change.now();
        if (now.state() != AlarmState.ALARM && change.before() == AlarmState.INSUFFICIENT_DATA) {
            return;
        }
        String what = now.state() + ": " + now.reason();
        outlet.log().println("alarm " + now.spec().id() + ": " + what);
        if (now.state() == AlarmState.ALARM) {
            outlet.feed().problem("alarm " + now.spec().id(), what);
        }
    }

    List<LiveAlarm.Snapshot> sights() {
        return alarms.stream().map(LiveAlarm::sight).toList();
    }
}
