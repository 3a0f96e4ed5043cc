package herald.local.rules.cloudwatch;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The identity of a metric of CloudWatch's: with other dimensions, or other values of them, it is another one.
 * Immutable.
 */
public record MetricId(String namespace, String name, SortedMap<String, String> dimensions) {

    public MetricId {
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
    }

    public static MetricId of(String namespace, String name, Map<String, String> dimensions) {
        return new MetricId(namespace, name, new TreeMap<>(dimensions));
    }

    /** Returns a text such as {@code Herald/local delivered {Stage=prod}}. */
    @Override
    public String toString() {
        return namespace + " " + name
                + dimensions.entrySet().stream()
                        .map(dimension -> dimension.getKey() + "=" + dimension.getValue())
                        .collect(Collectors.joining(",", " {", "}"));
    }
}
