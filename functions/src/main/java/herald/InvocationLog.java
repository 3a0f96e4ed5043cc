package herald;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one line that an invocation writes, in JSON, by which operators count and find. Never a payload, never a token.
 * Not thread-safe.
 */
final class InvocationLog {

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final long startNanos = System.nanoTime();

    InvocationLog(String function, String requestId) {
        fields.put("level", "INFO");
        fields.put("function", function);
        fields.put("requestId", requestId);
    }

    InvocationLog with(String name, String value) {
        fields.put(name, value);
        return this;
    }

    InvocationLog with(String name, long value) {
        fields.put(name, value);
        return this;
    }

    InvocationLog with(Map<String, Long> counts) {
        fields.putAll(counts);
        return this;
    }

    /** Why it did not all go well. */
    InvocationLog because(String reason) {
        fields.put("level", "WARN");
        fields.put("reason", reason);
        return this;
    }

    void write() {
        fields.put("ms", Duration.ofNanos(System.nanoTime() - startNanos).toMillis());
        JsonLines.print(fields);
    }
}
