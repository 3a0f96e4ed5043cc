package herald.local.stack.metrics;

import herald.local.rules.cloudwatch.AwsMetrics;
import herald.local.rules.cloudwatch.Measurement;
import herald.local.rules.cloudwatch.MetricId;
import herald.local.stack.meter.UsageEvent;
import herald.local.stack.meter.UsageEvent.Handling;
import herald.local.template.spec.ApiSpec;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.spec.QueueSpec;
import herald.local.template.spec.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Makes AWS's own metrics of what the parts of the stand-in tell, and passes on those of functions. Thread-safe. */
final class UsageMetrics implements Consumer<UsageEvent> {

    private static final String MILLISECONDS = "Milliseconds";

    private final Template template;
    private final Consumer<Measurement> kept;
    private final Misread misread;
    private final Map<StageOfApi, MetricId> messages = new ConcurrentHashMap<>();

    private record StageOfApi(String api, String stage) {}

    /** A listener that is told of a line whose metrics CloudWatch would not take. */
    interface Misread {
        void tell(String function, String fault);
    }

    UsageMetrics(Template template, Consumer<Measurement> kept, Misread misread) {
        this.template = template;
        this.kept = kept;
        this.misread = misread;
    }

    @Override
    public void accept(UsageEvent event) {
        switch (event) {
            case UsageEvent.MessageReceived(String api, String stage, var bytes) -> count(messages(api, stage), 1);
            case UsageEvent.MessageSent(String api, String stage, var bytes) -> count(messages(api, stage), 1);
            case UsageEvent.ClientHandled(String api, String stage, Handling how) ->
                count(gateway(api, stage, name(how)), 1);
            case UsageEvent.InvocationEnded(String function, Duration took, boolean failed) ->
                ended(function, took, failed);
            case UsageEvent.Throttled(String function) -> count(lambda(function, AwsMetrics.THROTTLES), 1);
            case UsageEvent.Measured(Measurement measurement) -> kept.accept(measurement);
            case UsageEvent.MetricMisread(String function, String fault) -> misread.tell(function, fault);
            case UsageEvent.MessagesQueued(String queue, int messages) -> {
                QueueSpec spec = template.queues().get(queue);
                count(QueueMetrics.id(AwsMetrics.MESSAGES_SENT, spec == null ? queue : spec.name()), messages);
            }
            case UsageEvent.Connected _, UsageEvent.Disconnected _, UsageEvent.Invoked _, UsageEvent.LineLogged _ -> {
                // AWS has no metric of these, or has it of others that tell of the same.
            }
            case UsageEvent.QueueCalled _,
                    UsageEvent.PollingBegun _,
                    UsageEvent.PollingEnded _,
                    UsageEvent.TableCalled _,
                    UsageEvent.ScheduleFired _ -> {
                // AWS has metrics of these, which the stand-in has not.
            }
        }
    }

    private static String name(Handling how) {
        return switch (how) {
            case CONNECT -> AwsMetrics.CONNECTS;
            case CLIENT_ERROR -> AwsMetrics.CLIENT_ERRORS;
            case EXECUTION_ERROR -> AwsMetrics.EXECUTION_ERRORS;
            case INTEGRATION_ERROR -> AwsMetrics.INTEGRATION_ERRORS;
        };
    }

    /** Returns a metric that is made once, since each post comes by here. */
    private MetricId messages(String api, String stage) {
        return Objects.requireNonNull(
                messages.computeIfAbsent(new StageOfApi(api, stage), _ -> gateway(api, stage, AwsMetrics.MESSAGES)));
    }

    private MetricId gateway(String api, String stage, String name) {
        ApiSpec spec = template.apis().get(api);
        return MetricId.of(
                AwsMetrics.API_GATEWAY.namespace(),
                name,
                Map.of("ApiId", spec == null ? api : spec.apiId(), "Stage", stage));
    }

    /** Counts an invocation; errors and throttles get a 0 for each without, so that a sum is 0, and not missing. */
    private void ended(String function, Duration took, boolean failed) {
        count(lambda(function, AwsMetrics.INVOCATIONS), 1);
        count(lambda(function, AwsMetrics.ERRORS), failed ? 1 : 0);
        count(lambda(function, AwsMetrics.THROTTLES), 0);
        MetricId duration = lambda(function, AwsMetrics.DURATION);
        kept.accept(new Measurement(duration, MILLISECONDS, List.of(took.toNanos() / 1e6)));
    }

    private MetricId lambda(String function, String name) {
        FunctionSpec spec = template.functions().get(function);
        return MetricId.of(
                AwsMetrics.LAMBDA.namespace(), name, Map.of("FunctionName", spec == null ? function : spec.name()));
    }

    private void count(MetricId metric, double value) {
        kept.accept(new Measurement(metric, Measurement.COUNT, List.of(value)));
    }
}
