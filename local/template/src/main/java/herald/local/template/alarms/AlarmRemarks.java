package herald.local.template.alarms;

import herald.local.rules.cloudwatch.AwsMetrics;
import herald.local.rules.cloudwatch.MetricId;
import herald.local.template.text.Findings;
import herald.local.template.text.Nearest;
import herald.local.template.values.Properties;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The remarks on a metric that an alarm looks at. The {@code names} of this template's things are by their dimension.
 */
public record AlarmRemarks(Findings findings, Map<String, Set<String>> names) {

    void about(MetricId metric, Properties properties) {
        if (!metric.namespace().startsWith("AWS/")) {
            return;
        }
        var measured = AwsMetrics.of(metric.namespace());
        if (measured.isEmpty()) {
            findings.remark(
                    properties.origin("Namespace"), "metrics of " + metric.namespace() + " are not measured here");
            return;
        }
        var known = measured.get().names();
        if (!known.contains(metric.name())) {
            findings.remark(
                    properties.origin("MetricName"),
                    metric.name() + " is not measured here" + Nearest.hint(metric.name(), known));
        } else if (!measured.get().dimensions().equals(metric.dimensions().keySet())) {
            findings.remark(
                    properties.origin("Dimensions"),
                    metric.name() + " is measured here with "
                            + String.join(", ", new TreeSet<>(measured.get().dimensions())));
        }
        aboutNames(metric, properties);
    }

    private void aboutNames(MetricId metric, Properties properties) {
        metric.dimensions().forEach((dimension, value) -> {
            var own = names.get(dimension);
            if (own != null && !own.contains(value)) {
                findings.remark(
                        properties.origin("Dimensions"),
                        value + " is no " + dimension + " of this template, so that the alarm sees nothing of it");
            }
        });
    }
}
