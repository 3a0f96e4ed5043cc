package herald;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.cloudwatchlogs.emf.model.DimensionSet;
import software.amazon.cloudwatchlogs.emf.model.MetricsContext;
import software.amazon.cloudwatchlogs.emf.model.Unit;

/** What is written is what AWS's own library writes. */
final class MetricsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-24T11:35:30.123Z");

    private final Metrics metrics = new Metrics("Herald/chat", "prod", true);

    static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(line, notJson);
        }
    }

    @Test
    void anInvocationsLineIsAsTheLibraryWritesIt() throws Exception {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("requestId", "r-1");
        fields.put("delivered", 3L);
        fields.put("ms", 12L);

        MetricsContext theirs = theirs(DimensionSet.of("Stage", "prod"));
        theirs.putProperty("requestId", "r-1");
        theirs.putMetric("delivered", 3, Unit.COUNT);
        theirs.putMetric("ms", 12, Unit.MILLISECONDS);
        assertThat(json(JsonLines.line(metrics.line(fields, NOW)))).isEqualTo(whole(theirs));
    }

    @Test
    void aDialectsLineHasItsOwnDimensions() throws Exception {
        MetricsContext theirs = theirs(DimensionSet.of("Stage", "prod", "Dialect", "batch"));
        theirs.putMetric("gone", 7, Unit.COUNT);
        assertThat(json(JsonLines.line(metrics.line("batch", Map.of("gone", 7L), NOW))))
                .isEqualTo(whole(theirs));
    }

    private static MetricsContext theirs(DimensionSet dimensions) throws Exception {
        var context = new MetricsContext();
        context.setNamespace("Herald/chat");
        context.setTimestamp(NOW);
        context.setDimensions(dimensions);
        return context;
    }

    /** The library writes values as 3.0, which CloudWatch takes for the same, and metrics in any order. */
    private static JsonNode whole(MetricsContext context) throws Exception {
        var line = (ObjectNode) json(context.serialize().getFirst());
        line.properties().stream()
                .filter(field -> field.getValue().isDouble())
                .toList()
                .forEach(field -> line.put(field.getKey(), field.getValue().asInt()));
        var metrics = (ArrayNode) line.at("/_aws/CloudWatchMetrics/0/Metrics");
        List<JsonNode> sorted = metrics.valueStream()
                .sorted(Comparator.comparing(metric -> metric.path("Name").asText()))
                .toList();
        metrics.removeAll().addAll(sorted);
        // An int and a long are not equal as nodes.
        return json(line.toString());
    }
}
