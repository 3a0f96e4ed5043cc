package herald;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one line that an invocation writes, in JSON, by which operators count and find. Never a payload, never a token.
 * Not thread-safe.
 */
final class InvocationLog {

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private @Nullable Metrics metrics;
    private Map<String, Map<String, Long>> dialects = Map.of();
    private final long startNanos = System.nanoTime();

    InvocationLog(String function, String requestId) {
        fields.put("level", "INFO");
        fields.put("function", function);
        fields.put("requestId", requestId);
    }

    /** @param value a text or a number */
    InvocationLog with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    InvocationLog with(Map<String, Long> counts) {
        fields.putAll(counts);
        return this;
    }

    /** Adds the metrics that CloudWatch makes of the line, and of one for each dialect. */
    InvocationLog measured(Metrics by, Map<String, Map<String, Long>> countsByDialect) {
        metrics = by;
        dialects = countsByDialect;
        return this;
    }

    /** Writes a line of its own, about one of the things that went wrong. */
    void aside(String reason, Map<String, ?> more) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("level", "WARN");
        for (String name : List.of("function", "requestId")) {
            line.put(name, fields.getOrDefault(name, ""));
        }
        line.putAll(new TreeMap<>(more));
        line.put("reason", reason);
        JsonLines.print(line);
    }

    /** Says why it did not all go well. */
    InvocationLog because(String reason) {
        fields.put("level", "WARN");
        fields.put("reason", reason);
        return this;
    }

    void write() {
        fields.put("ms", Duration.ofNanos(System.nanoTime() - startNanos).toMillis());
        Metrics by = metrics;
        if (by == null) {
            JsonLines.print(fields);
            return;
        }
        Instant now = Instant.now();
        JsonLines.print(by.line(fields, now));
        if (by.byDialect()) {
            dialects.forEach((dialect, counts) -> JsonLines.print(by.line(dialect, counts, now)));
        }
    }
}
