package herald.local.template.spec;

import herald.local.rules.cloudwatch.DatapointRule;
import herald.local.rules.cloudwatch.Formula;
import herald.local.rules.cloudwatch.MetricId;
import herald.local.rules.cloudwatch.Statistic;
import java.util.List;
import java.util.Optional;

/**
 * An {@code AWS::CloudWatch::Alarm}.
 *
 * @param actions ARNs of whom it tells that it is in the state ALARM
 * @param watched what it looks at; empty if the stand-in can't evaluate it
 * @param unevaluated why not, else empty
 */
public record AlarmSpec(
        String id, String description, List<String> actions, Optional<Watched> watched, String unevaluated) {

    public AlarmSpec {
        actions = List.copyOf(actions);
    }

    /**
     * The queries of an alarm, each after those that it names, and the id of the one whose values are compared.
     *
     * @param periodMinutes over which values are brought together
     */
    public record Watched(List<Query> queries, String returned, int periodMinutes, DatapointRule rule) {

        public Watched {
            queries = List.copyOf(queries);
        }
    }

    /** A series of values. */
    public sealed interface Query {

        /** Returns the name by which expressions mean it. */
        String id();
    }

    public record MetricQuery(String id, MetricId metric, Statistic statistic) implements Query {}

    public record FormulaQuery(String id, Formula formula) implements Query {}
}
