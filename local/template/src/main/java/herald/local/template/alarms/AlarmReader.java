package herald.local.template.alarms;

import herald.local.rules.cloudwatch.Comparison;
import herald.local.rules.cloudwatch.DatapointRule;
import herald.local.rules.cloudwatch.MissingData;
import herald.local.template.resources.Resource;
import herald.local.template.spec.AlarmSpec;
import herald.local.template.spec.AlarmSpec.MetricQuery;
import herald.local.template.spec.AlarmSpec.Watched;
import herald.local.template.text.Findings;
import herald.local.template.text.Nearest;
import herald.local.template.values.Properties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code AWS::CloudWatch::Alarm} (AWS docs, CloudFormation resource types; CloudWatch API reference, PutMetricAlarm).
 * What CloudWatch evaluates and the stand-in does not is no reason not to run the rest: such an alarm is shown, and
 * never goes off.
 */
public record AlarmReader(AlarmQueries queries, Findings findings) {

    /** The properties of alarms that do not compare a metric with a number. */
    private static final List<String> OTHERS = List.of(
            "ThresholdMetricId", "EvaluationCriteria", "EvaluationInterval", "EvaluationWindow", "WarmUpConfiguration");

    private static final String COMPARISON = "ComparisonOperator";
    private static final List<String> BANDS =
            List.of("LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold");

    private static final String MISSING = "TreatMissingData";
    private static final int MOST_PERIODS = 10_080;
    private static final int MINUTES_OF_A_WEEK = 10_080;

    /** This limit is ours: what is kept of a metric reaches so far back. */
    private static final int MOST_MINUTES = 1440;

    public List<AlarmSpec> read(List<Resource> resources) {
        var alarms = new ArrayList<AlarmSpec>();
        for (var resource : resources) {
            var alarm = resource.properties();
            var description =
                    findings.tried(() -> alarm.text("AlarmDescription").orElse(""), "");
            var actions = findings.tried(() -> alarm.texts("AlarmActions"), List.<String>of());
            try {
                var watched = findings.tried(() -> watched(alarm));
                alarms.add(new AlarmSpec(
                        resource.id(), description, actions, watched, watched.isEmpty() ? "it was refused" : ""));
            } catch (UnevaluatedAlarm other) {
                var why = String.valueOf(other.getMessage());
                findings.remark(other.at(), "is not evaluated here: " + why);
                alarms.add(new AlarmSpec(resource.id(), description, actions, Optional.empty(), why));
            }
        }
        return List.copyOf(alarms);
    }

    private Watched watched(Properties alarm) {
        for (var other : OTHERS) {
            if (alarm.has(other)) {
                throw new UnevaluatedAlarm(alarm.origin(other), other + " is not supported");
            }
        }
        var periods = alarm.requiredInteger("EvaluationPeriods", 1, MOST_PERIODS);
        var rule = new DatapointRule(
                comparison(alarm), threshold(alarm), periods, datapoints(alarm, periods), missing(alarm));
        var single = alarm.has("MetricName");
        if (single == alarm.has("Metrics")) {
            throw alarm.origin()
                    .refusal(
                            single
                                    ? "has both MetricName and Metrics, and CloudWatch takes one of them"
                                    : "has neither MetricName nor Metrics, so that there is nothing to look at");
        }
        var subject = single ? queries.single(alarm) : queries.several(alarm);
        var minutes = subject.periodMinutes();
        if (minutes * periods > MINUTES_OF_A_WEEK) {
            throw alarm.refusal("EvaluationPeriods", "reach back more than seven days, which CloudWatch does not look");
        }
        if (minutes * rule.range() > MOST_MINUTES) {
            throw new UnevaluatedAlarm(alarm.origin("EvaluationPeriods"), "they reach back more than a day");
        }
        return new Watched(subject.queries(), subject.returned(), minutes, forNamespace(subject, rule));
    }

    /** "Alarms that evaluate metrics in the AWS/DynamoDB namespace always ignore missing data" (PutMetricAlarm). */
    private static DatapointRule forNamespace(AlarmQueries.Subject subject, DatapointRule rule) {
        var tables = subject.queries().stream()
                .anyMatch(query -> query instanceof MetricQuery metric
                        && metric.metric().namespace().equals("AWS/DynamoDB"));
        return tables
                ? new DatapointRule(
                        rule.comparison(),
                        rule.threshold(),
                        rule.evaluationPeriods(),
                        rule.datapointsToAlarm(),
                        MissingData.IGNORE)
                : rule;
    }

    private static int datapoints(Properties alarm, int periods) {
        var datapoints = alarm.integer("DatapointsToAlarm", 1, MOST_PERIODS).orElse(periods);
        if (datapoints > periods) {
            throw alarm.refusal(
                    "DatapointsToAlarm",
                    datapoints + " of " + periods + " can never be: more than EvaluationPeriods are not subject at");
        }
        return datapoints;
    }

    private static Comparison comparison(Properties alarm) {
        var operator = alarm.requiredText(COMPARISON);
        if (BANDS.contains(operator)) {
            throw new UnevaluatedAlarm(alarm.origin(COMPARISON), "anomaly detection is not supported");
        }
        return Comparison.parse(operator)
                .orElseThrow(() -> alarm.refusal(
                        COMPARISON, operator + " is no operator" + Nearest.hint(operator, Comparison.operators())));
    }

    private static double threshold(Properties alarm) {
        var text = alarm.requiredText("Threshold");
        try {
            var number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException none) {
            // As one that is infinite.
        }
        throw alarm.refusal("Threshold", text + " is no number");
    }

    private static MissingData missing(Properties alarm) {
        return MissingData.parse(alarm.oneOf(MISSING, MissingData.words())).orElseThrow();
    }
}
