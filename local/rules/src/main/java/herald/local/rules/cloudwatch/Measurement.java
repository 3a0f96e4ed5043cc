package herald.local.rules.cloudwatch;

import java.util.List;

/**
 * The values that are told of a metric at one time.
 *
 * @param unit one of CloudWatch's, such as {@code Count} or {@code Milliseconds}
 * @param values at least one, finite
 */
public record Measurement(MetricId metric, String unit, List<Double> values) {

    /** The unit of what is counted. */
    public static final String COUNT = "Count";

    public Measurement {
        values = List.copyOf(values);
    }
}
