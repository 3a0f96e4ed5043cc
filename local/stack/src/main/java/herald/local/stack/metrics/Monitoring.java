package herald.local.stack.metrics;

import herald.local.rules.cloudwatch.Measurement;
import herald.local.stack.feed.Sight.QueueDepth;
import herald.local.stack.meter.UsageEvent;
import herald.local.stack.weather.StackClock;
import herald.local.template.spec.QueueSpec;
import herald.local.template.spec.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * CloudWatch: keeps what is measured by the minute, and evaluates a template's alarms when one is over. Thread-safe.
 *
 * <p>A value counts for the minute in which it is told, also that of a line with a time of its own.
 */
public final class Monitoring {

    /** The longest time between two looks at the queues; AWS's own metrics of them are by the minute. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final int LOOKS_A_MINUTE = 4;

    private final PeriodClock minutes;
    private final StackClock clock;
    private final AlarmOutlet outlet;
    private final List<String> queueNames;
    private final Alarms alarms;
    private final MetricStore store;
    private final Consumer<UsageEvent> usage;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile @Nullable SeenQueues queues;

    /**
     * The queues as they can be seen.
     *
     * @param oldest when the oldest message of each was sent, by its name; none for an empty one
     */
    public record SeenQueues(
            Supplier<List<QueueDepth>> depths, Supplier<CompletionStage<Map<String, Instant>>> oldest) {}

    private Monitoring(PeriodClock minutes, StackClock clock, Template template, AlarmOutlet outlet) {
        this.minutes = minutes;
        this.clock = clock;
        this.outlet = outlet;
        this.queueNames =
                template.queues().values().stream().map(QueueSpec::name).toList();
        this.alarms = new Alarms(template.alarms(), outlet);
        this.store = new MetricStore(alarms.minutesKept(), alarms.sampled());
        this.usage = new UsageMetrics(template, this::keep, this::misread);
    }

    /** Starts the clock by which alarms are evaluated; it ends with the stack's. */
    public static Monitoring start(PeriodClock minutes, StackClock clock, Template template, AlarmOutlet outlet) {
        Monitoring monitoring = new Monitoring(minutes, clock, template, outlet);
        monitoring.lookLater();
        return monitoring;
    }

    /** Looks at the queues too, from now on. */
    public void watch(SeenQueues seen) {
        queues = seen;
    }

    /** Returns what is to be told of all that is measured. */
    public Consumer<UsageEvent> usage() {
        return usage;
    }

    /** Returns the answer of {@code /console/metrics.json}. */
    public Map<String, Object> json() {
        return MetricsJson.of(store, alarms.sights(), minutes, clock.now());
    }

    private void keep(Measurement measurement) {
        if (!store.add(measurement, minutes.minute(clock.now()))) {
            tellOnce(
                    "metrics",
                    "there are more than " + MetricStore.MOST + " metrics, and those beyond are not kept; the first is "
                            + measurement.metric());
        }
    }

    private void misread(String function, String fault) {
        if (told.add(function + " " + fault)) {
            outlet.feed().problem(function, "embedded metrics: " + fault + "; CloudWatch leaves it out");
        }
    }

    private void tellOnce(String source, String message) {
        if (told.add(source)) {
            outlet.feed().problem(source, message);
        }
    }

    private void lookLater() {
        Duration pause = minutes.length().dividedBy(LOOKS_A_MINUTE);
        Duration wait = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        var _ = clock.after(wait, () -> {
            lookLater();
            look();
        });
    }

    private void look() {
        Instant now = clock.now();
        alarms.evaluate(store, minutes.minute(now), now);
        SeenQueues seen = queues;
        if (seen != null) {
            QueueMetrics.ofDepths(seen.depths().get(), this::keep);
            var _ = seen.oldest()
                    .get()
                    .thenAccept(oldest -> QueueMetrics.ofAges(queueNames, oldest, clock.now(), this::keep));
        }
    }
}
