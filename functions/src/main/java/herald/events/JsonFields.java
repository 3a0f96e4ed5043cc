package herald.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks through JSON objects field by field. After each field's name exactly one of the methods that read a value must be
 * called. A value of another kind than is asked for is taken for null. Not thread-safe.
 */
final class JsonFields {

    private final JsonParser parser;

    /** @param parser before the first value */
    JsonFields(JsonParser parser) throws IOException {
        this.parser = parser;
        parser.nextToken();
    }

    /** Goes into an object. @return false if the value is none, and is behind us */
    boolean enter() throws IOException {
        boolean object = parser.currentToken() == JsonToken.START_OBJECT;
        if (!object) {
            parser.skipChildren();
        }
        return object;
    }

    /** Goes into an object, to its first field; null if the value is none, and is behind us, or has no fields. */
    @Nullable
    String first() throws IOException {
        return enter() ? next() : null;
    }

    /** The name of the next field, at whose value we are then; null at the object's end. */
    @Nullable
    String next() throws IOException {
        if (parser.nextToken() != JsonToken.FIELD_NAME) {
            return null;
        }
        String name = parser.currentName();
        parser.nextToken();
        return name;
    }

    /** Goes into an array. @return false if the value is none, and is behind us */
    boolean enterArray() throws IOException {
        boolean array = parser.currentToken() == JsonToken.START_ARRAY;
        if (!array) {
            parser.skipChildren();
        }
        return array;
    }

    /** Returns whether there is another element, at which we are then. */
    boolean hasElement() throws IOException {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    /** A text; of a number or a boolean, as it is written. */
    @Nullable
    String text() throws IOException {
        String text = parser.getValueAsString();
        parser.skipChildren();
        return text;
    }

    long number() throws IOException {
        long number = parser.getValueAsLong();
        parser.skipChildren();
        return number;
    }

    boolean truth() throws IOException {
        boolean truth = parser.getValueAsBoolean();
        parser.skipChildren();
        return truth;
    }

    @Nullable
    ByteBuffer bytes() throws IOException {
        String text = text();
        return text == null ? null : ByteBuffer.wrap(Base64.getDecoder().decode(text));
    }

    @Nullable
    List<String> texts() throws IOException {
        if (!enterArray()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        while (hasElement()) {
            texts.add(text());
        }
        return texts;
    }

    @Nullable
    Map<String, String> textsByName() throws IOException {
        if (!enter()) {
            return null;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name = next(); name != null; name = next()) {
            texts.put(name, text());
        }
        return texts;
    }

    @Nullable
    Map<String, List<String>> listsByName() throws IOException {
        if (!enter()) {
            return null;
        }
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (String name = next(); name != null; name = next()) {
            lists.put(name, texts());
        }
        return lists;
    }

    /** An object of anything. */
    @Nullable
    Map<String, Object> values() throws IOException {
        if (!enter()) {
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name = next(); name != null; name = next()) {
            values.put(name, value());
        }
        return values;
    }

    private @Nullable Object value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> values();
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (hasElement()) {
                    elements.add(value());
                }
                yield elements;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getText();
            default -> null;
        };
    }
}
