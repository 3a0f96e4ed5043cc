package herald.local.rules.cloudwatch;

import java.util.List;

/** The values, finite and at least one, that are told of a metric at one time, in a unit of CloudWatch's. */
public record Measurement(MetricId metric, String unit, List<Double> values) {

    /** The unit of what is counted. */
    public static final String COUNT = "Count";

    public Measurement {
        values = List.copyOf(values);
    }
}
