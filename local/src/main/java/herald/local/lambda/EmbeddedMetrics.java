package herald.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The metrics that CloudWatch makes of a line of a function's log (AWS docs, embedded metric format specification): each
 * name with each set of dimensions and their values is a metric of its own. Pure.
 */
final class EmbeddedMetrics {

    private EmbeddedMetrics() {}

    /** @return such as {@code Herald/local delivered {Stage=prod}}; none, if the line asks for none */
    static List<String> names(JsonNode line) {
        List<String> names = new ArrayList<>();
        for (JsonNode directive : line.path("_aws").path("CloudWatchMetrics")) {
            String namespace = directive.path("Namespace").asText();
            for (JsonNode dimensions : directive.path("Dimensions")) {
                for (JsonNode metric : directive.path("Metrics")) {
                    names.add(namespace + " " + metric.path("Name").asText() + " " + values(line, dimensions));
                }
            }
        }
        return names;
    }

    private static String values(JsonNode line, JsonNode dimensions) {
        List<String> values = new ArrayList<>();
        dimensions.forEach(dimension -> values.add(
                dimension.asText() + "=" + line.path(dimension.asText()).asText()));
        return "{" + String.join(",", values) + "}";
    }
}
