package herald.local.stack.metrics;

import herald.local.rules.cloudwatch.AwsMetrics;
import herald.local.rules.cloudwatch.Measurement;
import herald.local.rules.cloudwatch.MetricId;
import herald.local.stack.meter.Usage;
import herald.local.template.ApiSpec;
import herald.local.template.FunctionSpec;
import herald.local.template.QueueSpec;
import herald.local.template.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes AWS's own metrics of what the parts of the stand-in tell, and passes on those of functions. Thread-safe. */
final class UsageMetrics implements Usage {

    private static final String MILLISECONDS = "Milliseconds";

    private final Template template;
    private final Consumer<Measurement> kept;
    private final Misread misread;

    /** Told of a line whose metrics CloudWatch would not take. */
    interface Misread {
        void tell(String function, String fault);
    }

    UsageMetrics(Template template, Consumer<Measurement> kept, Misread misread) {
        this.template = template;
        this.kept = kept;
        this.misread = misread;
    }

    @Override
    public Connection connected(String api, String stage) {
        MetricId messages = gateway(api, stage, AwsMetrics.MESSAGES);
        return new Connection() {
            @Override
            public void received(long bytes) {
                count(messages, 1);
            }

            @Override
            public void sent(long bytes) {
                count(messages, 1);
            }

            @Override
            public void closed() {}
        };
    }

    @Override
    public void handled(String api, String stage, Handling how) {
        String name = switch (how) {
            case CONNECT -> AwsMetrics.CONNECTS;
            case CLIENT_ERROR -> AwsMetrics.CLIENT_ERRORS;
            case EXECUTION_ERROR -> AwsMetrics.EXECUTION_ERRORS;
            case INTEGRATION_ERROR -> AwsMetrics.INTEGRATION_ERRORS;
        };
        count(gateway(api, stage, name), 1);
    }

    private MetricId gateway(String api, String stage, String name) {
        ApiSpec spec = template.apis().get(api);
        return MetricId.of(
                AwsMetrics.API_GATEWAY.namespace(),
                name,
                Map.of("ApiId", spec == null ? api : spec.apiId(), "Stage", stage));
    }

    @Override
    public void invoked(String function, int memoryMegabytes, Duration billed) {}

    /** Of errors and throttles there is a 0 for each invocation without: so that a sum is 0, and not missing. */
    @Override
    public void ended(String function, Duration took, boolean failed) {
        count(lambda(function, AwsMetrics.INVOCATIONS), 1);
        count(lambda(function, AwsMetrics.ERRORS), failed ? 1 : 0);
        count(lambda(function, AwsMetrics.THROTTLES), 0);
        MetricId duration = lambda(function, AwsMetrics.DURATION);
        kept.accept(new Measurement(duration, MILLISECONDS, List.of(took.toNanos() / 1e6)));
    }

    @Override
    public void throttled(String function) {
        count(lambda(function, AwsMetrics.THROTTLES), 1);
    }

    private MetricId lambda(String function, String name) {
        FunctionSpec spec = template.functions().get(function);
        return MetricId.of(
                AwsMetrics.LAMBDA.namespace(), name, Map.of("FunctionName", spec == null ? function : spec.name()));
    }

    @Override
    public void logged(String function, long bytes) {}

    @Override
    public void measured(Measurement measurement) {
        kept.accept(measurement);
    }

    @Override
    public void misread(String function, String fault) {
        misread.tell(function, fault);
    }

    @Override
    public void queueCalled(String queue, long payloadBytes) {}

    @Override
    public void sent(String queue, int messages) {
        QueueSpec spec = template.queues().get(queue);
        count(QueueMetrics.id(AwsMetrics.MESSAGES_SENT, spec == null ? queue : spec.name()), messages);
    }

    @Override
    public Runnable polls(String queue) {
        return () -> {};
    }

    @Override
    public void consumed(String table, double readUnits, double writeUnits) {}

    @Override
    public void fired(String schedule) {}

    private void count(MetricId metric, double value) {
        kept.accept(new Measurement(metric, Measurement.COUNT, List.of(value)));
    }
}
