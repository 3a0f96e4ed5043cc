package herald.bench.endtoend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a JSON text by their paths, such as {@code queues.PublishQueue} or {@code Failed.0.Id}. */
public record Fields(Map<String, String> all) {

    public static Fields of(String json) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    String path = parser.getParsingContext().pathAsPointer().toString();
                    all.put(path.substring(1).replace('/', '.'), parser.getText());
                }
            }
        }
        return new Fields(all);
    }

    public boolean holds(String path) {
        return all.containsKey(path);
    }

    public String text(String path) throws IOException {
        String text = all.get(path);
        if (text == null) {
            throw new IOException("there is no " + path + " in " + all.keySet());
        }
        return text;
    }
}
