package herald.local.stack.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import herald.local.stack.meter.UsageEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The output of one environment, line by line, with the function's name before each; and the numbers in the JSON line
 * that a function writes about an invocation. Thread-safe.
 */
final class FunctionLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A line may be on its way for so long from a function that is known to write one, and from one not known yet. */
    private static final long EXPECTED_MILLIS = 100;

    private static final long UNKNOWN_MILLIS = 20;

    /** A line without its end is waited on for so long, so that one written in parts stays whole. */
    private static final long UNENDED_MILLIS = 500;

    private static final long UNENDED_POLL_MILLIS = 20;

    /** A line of a printed stack trace that names what is behind an exception. */
    private static final Pattern CAUSE = Pattern.compile("\\s*(?:Caused by|Suppressed): (.+)");

    private final String function;
    private final PrintStream out;
    private final Consumer<UsageEvent> usage;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private @Nullable String cause;
    private String tellingOf = "";
    private Map<String, Long> told = Map.of();
    private volatile String current = "";
    private long patienceMillis = UNKNOWN_MILLIS;

    /** @param usage is told of each line, and of the metrics that CloudWatch makes of it */
    FunctionLog(String function, PrintStream out, Consumer<UsageEvent> usage) {
        this.usage = usage;
        this.function = function;
        this.out = out;
    }

    /** Copies a process's output until its end. Blocks: has a thread of its own. */
    void copy(InputStream output) {
        byte[] buffer = new byte[16 * 1024];
        try (output) {
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                take(buffer, n);
                endLineWithoutEnd(output);
            }
        } catch (IOException pipeClosed) {
            // The process has been killed: as much an end as any.
        }
        flush();
    }

    /** Writes lines of Lambda's own, together. */
    void say(String text) {
        flush();
        text.lines()
                .forEach(each -> usage.accept(
                        new UsageEvent.LineLogged(function, each.getBytes(StandardCharsets.UTF_8).length)));
        out.print(
                function + " " + text.replace("\n", System.lineSeparator() + function + " ") + System.lineSeparator());
    }

    /** Lines without a request id are about this invocation from now on. */
    void begin(String requestId) {
        current = requestId;
    }

    /**
     * Returns what the innermost exception said that was printed before the first invocation. The runtime client
     * reports only the outermost, which is {@code Error loading class …} for a static initialiser and nothing at all
     * for a hook.
     */
    synchronized Optional<String> cause() {
        return Optional.ofNullable(cause);
    }

    /**
     * The whole numbers at the top of the last JSON line about an invocation. The line may still be in the pipe when
     * the response has come, so it is waited for a moment, if this function has such lines at all.
     */
    synchronized Map<String, Long> counts(String requestId) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        try {
            for (long left = end - System.nanoTime(); !tellingOf.equals(requestId) && left > 0; ) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!tellingOf.equals(requestId)) {
            patienceMillis = 0;
            return Map.of();
        }
        patienceMillis = EXPECTED_MILLIS;
        return told;
    }

    private synchronized void take(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                write();
            } else {
                line.write(bytes[i]);
                if (line.size() == LambdaLimits.LOG_LINE_BYTES) {
                    write();
                }
            }
        }
    }

    /**
     * A line whose end does not come is written when nothing has followed it for a while. Without this it would show
     * only with the function's next word, as it may reach the pipe after the response that it was written before.
     */
    private void endLineWithoutEnd(InputStream output) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(UNENDED_MILLIS);
        while (isUnended() && output.available() == 0) {
            if (System.nanoTime() - end >= 0) {
                flush();
                return;
            }
            try {
                Thread.sleep(UNENDED_POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized boolean isUnended() {
        return line.size() > 0;
    }

    /** Passes on what stands in a line that has no end yet: the runtime client's own logger writes none. */
    private synchronized void flush() {
        if (line.size() > 0) {
            write();
        }
    }

    private void write() {
        String text = line.toString(StandardCharsets.UTF_8);
        usage.accept(new UsageEvent.LineLogged(function, line.size()));
        line.reset();
        out.print(function + " " + text.stripTrailing() + System.lineSeparator());
        if (text.startsWith("{")) {
            read(text);
        } else if (current.isEmpty()) {
            Matcher matcher = CAUSE.matcher(text);
            cause = matcher.find() ? matcher.group(1).strip() : cause;
        }
    }

    private void read(String text) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (IOException notJson) {
            return;
        }
        EmbeddedMetrics metrics = EmbeddedMetrics.of(node);
        metrics.measurements().forEach(each -> usage.accept(new UsageEvent.Measured(each)));
        metrics.faults().forEach(fault -> usage.accept(new UsageEvent.MetricMisread(function, fault)));
        Map<String, Long> numbers = new HashMap<>();
        node.properties().forEach(field -> {
            if (field.getValue().isIntegralNumber() && field.getValue().canConvertToLong()) {
                numbers.put(field.getKey(), field.getValue().longValue());
            }
        });
        tellingOf = node.path("requestId").asText(current);
        told = Map.copyOf(numbers);
        patienceMillis = EXPECTED_MILLIS;
        notifyAll();
    }
}
