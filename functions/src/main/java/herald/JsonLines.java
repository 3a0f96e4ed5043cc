package herald;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Every log line is one JSON object on standard output, ours and the SDK's (by way of java.util.logging). */
final class JsonLines {

    private static final JsonFactory JSON = new JsonFactory();
    private static final AtomicBoolean INSTALLED = new AtomicBoolean();

    private JsonLines() {}

    /** Takes over java.util.logging, once. */
    static void install() {
        if (INSTALLED.compareAndSet(false, true)) {
            LogManager.getLogManager().reset();
            Logger root = Logger.getLogger("");
            root.setLevel(Level.INFO);
            root.addHandler(new Lines());
        }
    }

    /**
     * Writes a line, in one write, so that lines of several threads do not mix. Values are numbers or texts, or maps and lists of
     * such.
     */
    static void print(Map<String, Object> fields) {
        System.out.print(line(fields));
        System.out.flush();
    }

    static String line(Map<String, Object> fields) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, fields);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a generator into memory", impossible);
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Map<?, ?> fields -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> field : fields.entrySet()) {
                    json.writeFieldName(field.getKey().toString());
                    write(json, field.getValue());
                }
                json.writeEndObject();
            }
            case List<?> items -> {
                json.writeStartArray();
                for (Object item : items) {
                    write(json, item);
                }
                json.writeEndArray();
            }
            case Object other -> json.writeString(other.toString());
        }
    }

    private static final class Lines extends Handler {

        private static final SimpleFormatter MESSAGES = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            if (!isLoggable(record)) {
                return;
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("level", level(record.getLevel()));
            fields.put("logger", String.valueOf(record.getLoggerName()));
            fields.put("message", String.valueOf(MESSAGES.formatMessage(record)));
            Throwable thrown = record.getThrown();
            if (thrown != null) {
                fields.put("thrown", thrown.toString());
            }
            print(fields);
        }

        private static String level(Level level) {
            return level.intValue() >= Level.SEVERE.intValue()
                    ? "ERROR"
                    : level.intValue() >= Level.WARNING.intValue() ? "WARN" : "INFO";
        }

        @Override
        public void flush() {
            System.out.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }
}
