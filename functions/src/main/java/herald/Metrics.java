package herald;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metrics that CloudWatch reads from the lines that are written anyway: a line that says so in its member
 * {@code _aws} needs no call (AWS docs, CloudWatch embedded metric format specification). Immutable.
 *
 * <p>Each metric of each set of dimensions is billed by the month, so there are few, and those by dialect only on demand.
 * docs/decisions/0015 says why there is no library behind this.
 *
 * @param stage the value of their dimension
 * @param byDialect whether some are there for each dialect as well
 */
record Metrics(String namespace, String stage, boolean byDialect) {

    private static final String STAGE = "Stage";
    private static final String DIALECT = "Dialect";
    private static final String COUNT = "Count";
    private static final String MILLISECONDS = "Milliseconds";

    /** The fields of an invocation's line that are metrics, and in what they are measured. */
    private static final Map<String, String> UNITS = Map.of(
            "delivered", COUNT,
            "gone", COUNT,
            "owed", COUNT,
            "closed", COUNT,
            "throttled", COUNT,
            "deadLettered", COUNT,
            "audience", COUNT,
            "ageMs", MILLISECONDS,
            "ms", MILLISECONDS);

    /** An invocation's line, all of it a property of its metrics too. */
    Map<String, Object> line(Map<String, Object> fields, Instant now) {
        return line(List.of(STAGE), Map.of(STAGE, stage), fields, now);
    }

    /** A line for one dialect. */
    Map<String, Object> line(String dialect, Map<String, Long> counts, Instant now) {
        Map<String, Object> dimensions = new LinkedHashMap<>();
        dimensions.put(STAGE, stage);
        dimensions.put(DIALECT, dialect);
        return line(List.of(STAGE, DIALECT), dimensions, counts, now);
    }

    private Map<String, Object> line(
            List<String> names, Map<String, ?> dimensions, Map<String, ?> fields, Instant now) {
        List<Map<String, String>> metrics = fields.keySet().stream()
                .filter(UNITS::containsKey)
                .map(name -> Map.of("Name", name, "Unit", UNITS.getOrDefault(name, COUNT)))
                .toList();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(
                "_aws",
                Map.of(
                        "Timestamp",
                        now.toEpochMilli(),
                        "CloudWatchMetrics",
                        List.of(Map.of("Namespace", namespace, "Dimensions", List.of(names), "Metrics", metrics))));
        line.putAll(dimensions);
        line.putAll(fields);
        return line;
    }
}
