package herald.local.stack.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import herald.local.rules.cloudwatch.Measurement;
import herald.local.rules.cloudwatch.MetricId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The metrics that CloudWatch makes of a line of a function's log (AWS docs, embedded metric format specification):
 * each name with each set of dimensions and their values is a metric of its own. Pure.
 *
 * @param faults sentences about what CloudWatch would silently leave out
 */
record EmbeddedMetrics(List<Measurement> measurements, List<String> faults) {

    private static final String UNIT = "None";
    private static final int MOST_DIMENSIONS = 30;
    private static final int MOST_METRICS = 100;
    private static final int MOST_VALUES = 100;

    EmbeddedMetrics {
        measurements = List.copyOf(measurements);
        faults = List.copyOf(faults);
    }

    /** Returns nothing, if the line asks for none. */
    static EmbeddedMetrics of(JsonNode line) {
        JsonNode metadata = line.path("_aws");
        if (metadata.isMissingNode()) {
            return new EmbeddedMetrics(List.of(), List.of());
        }
        Reading reading = new Reading(line);
        if (!metadata.path("Timestamp").isIntegralNumber()) {
            reading.faults.add("_aws.Timestamp is no number of milliseconds");
        }
        JsonNode directives = metadata.path("CloudWatchMetrics");
        if (!directives.isArray()) {
            reading.faults.add("_aws.CloudWatchMetrics is no list");
        }
        directives.forEach(reading::directive);
        return new EmbeddedMetrics(reading.measurements, reading.faults);
    }

    private static final class Reading {

        private final JsonNode line;
        private final List<Measurement> measurements = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();

        Reading(JsonNode line) {
            this.line = line;
        }

        void directive(JsonNode directive) {
            String namespace = directive.path("Namespace").asText();
            if (namespace.isEmpty()) {
                faults.add("a directive of _aws.CloudWatchMetrics has no Namespace");
                return;
            }
            JsonNode metrics = directive.path("Metrics");
            if (metrics.size() > MOST_METRICS) {
                faults.add(namespace + " has " + metrics.size() + " metrics in one line, and " + MOST_METRICS
                        + " are taken");
            }
            for (JsonNode names : directive.path("Dimensions")) {
                dimensions(namespace, names).ifPresent(dimensions -> {
                    for (JsonNode metric : metrics) {
                        measure(MetricId.of(namespace, metric.path("Name").asText(), dimensions), metric);
                    }
                });
            }
        }

        private Optional<Map<String, String>> dimensions(String namespace, JsonNode names) {
            Map<String, String> dimensions = new TreeMap<>();
            if (names.size() > MOST_DIMENSIONS) {
                faults.add(namespace + " has " + names.size() + " dimensions, and " + MOST_DIMENSIONS + " are taken");
                return Optional.empty();
            }
            for (JsonNode name : names) {
                JsonNode value = line.path(name.asText());
                if (!value.isTextual() || value.asText().isEmpty()) {
                    faults.add("the dimension " + name.asText() + " of " + namespace + " has no text in the line");
                    return Optional.empty();
                }
                dimensions.put(name.asText(), value.asText());
            }
            return Optional.of(dimensions);
        }

        private void measure(MetricId metric, JsonNode definition) {
            JsonNode value = line.path(metric.name());
            List<Double> values = new ArrayList<>();
            for (JsonNode each : value.isArray() ? value : List.of(value)) {
                if (!each.isNumber()) {
                    faults.add("the metric " + metric.name() + " of " + metric.namespace()
                            + " is no number and no list of numbers in the line");
                    return;
                }
                values.add(each.doubleValue());
            }
            if (values.size() > MOST_VALUES) {
                faults.add("the metric " + metric.name() + " has " + values.size() + " values in one line, and "
                        + MOST_VALUES + " are taken");
            } else if (!values.isEmpty()) {
                measurements.add(new Measurement(metric, definition.path("Unit").asText(UNIT), values));
            }
        }
    }
}
