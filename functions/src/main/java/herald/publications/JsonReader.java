package herald.publications;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that should hold one JSON value, read token by token, from which values can be cut out as they stand.
 *
 * <p>Not thread-safe; read once, from the start to {@link #end}.
 */
public final class JsonReader {

    /** Deeper than any event needs, and shallow enough that our own envelopes around it stay within the parser's 1,000. */
    static final int MAX_DEPTH = 500;

    /** Keeps no names: a table of them, shared by all that is read later, would grow with what strangers make up. */
    private static final JsonFactory FOREIGN = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private static final JsonFactory OWN = new JsonFactory();

    private final char[] chars;
    private final JsonParser parser;

    private JsonReader(String text, int from, JsonFactory factory) {
        chars = new char[text.length() - from];
        text.getChars(from, text.length(), chars, 0);
        try {
            this.parser = factory.createParser(chars);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a parser over characters in memory", impossible);
        }
    }

    /** Reads what somebody else wrote. */
    public static JsonReader foreign(String text) {
        return new JsonReader(text, 0, FOREIGN);
    }

    /** Reads what Herald wrote itself, which may have somebody's value inside. */
    public static JsonReader own(String text) {
        return new JsonReader(text, 0, OWN);
    }

    /** The text's only value; a fault if there is none, or anything but whitespace beside it. */
    public static RawJson only(String text) throws JsonFault {
        JsonReader json = foreign(text);
        json.next();
        RawJson value = json.value();
        json.end();
        return value;
    }

    /** The elements of the only value that the text holds from there on, which must be an array. */
    public static List<RawJson> elements(String text, int from) throws JsonFault {
        var json = new JsonReader(text, from, FOREIGN);
        json.expect(JsonToken.START_ARRAY);
        List<RawJson> elements = json.rest();
        json.end();
        return elements;
    }

    /** An array's first element, null if that is no string, and the others. */
    public record Named(@Nullable String name, List<RawJson> rest) {}

    /** The only value that the text holds from there on, which must be an array. */
    public static Named named(String text, int from) throws JsonFault {
        var json = new JsonReader(text, from, FOREIGN);
        json.expect(JsonToken.START_ARRAY);
        JsonToken first = json.next();
        String name = null;
        if (first == JsonToken.VALUE_STRING) {
            name = json.string();
        } else {
            json.skip();
        }
        var named = new Named(name, first == JsonToken.END_ARRAY ? List.of() : json.rest());
        json.end();
        return named;
    }

    /** Inside an array: cuts out each element that is still to come, and moves to the array's end. */
    private List<RawJson> rest() throws JsonFault {
        List<RawJson> rest = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            rest.add(value());
        }
        return rest;
    }

    /** Moves to the next token and names it; a fault where the text ends instead. */
    public JsonToken next() throws JsonFault {
        JsonToken token = advance();
        if (token == null) {
            throw new JsonFault("not JSON: it ends too early");
        }
        return token;
    }

    public void expect(JsonToken expected) throws JsonFault {
        if (next() != expected) {
            throw new JsonFault("not as expected: no " + expected + " where one should be");
        }
    }

    /** Inside an object: moves to the next field's name and returns it, or null at the object's end. */
    public @Nullable String nextField() throws JsonFault {
        return next() == JsonToken.END_OBJECT ? null : string();
    }

    /** The current string, or the current field's name. */
    public String string() throws JsonFault {
        return ask(JsonParser::getText);
    }

    /** The next token, which must be a string. */
    public String nextString() throws JsonFault {
        expect(JsonToken.VALUE_STRING);
        return string();
    }

    /** The next token, which must be a whole number. */
    public long nextLong() throws JsonFault {
        expect(JsonToken.VALUE_NUMBER_INT);
        return ask(JsonParser::getLongValue);
    }

    /** Cuts out the value that starts at the current token, and moves to its end. */
    public RawJson value() throws JsonFault {
        int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
        skip();
        int end = Math.toIntExact(parser.currentLocation().getCharOffset());
        // Behind a number that is all of the text, the parser takes a space as well.
        while (chars[end - 1] <= ' ') {
            end--;
        }
        return RawJson.of(new String(chars, start, end - start));
    }

    /** Moves to the end of the value that starts at the current token. */
    public void skip() throws JsonFault {
        var _ = ask(json -> {
            json.skipChildren().finishToken();
            return json;
        });
    }

    /** Makes sure that nothing but whitespace follows. */
    public void end() throws JsonFault {
        if (advance() != null) {
            throw new JsonFault("not one JSON value: more follows the first");
        }
    }

    private @Nullable JsonToken advance() throws JsonFault {
        return ask(JsonParser::nextToken);
    }

    private <T> T ask(Question<T> question) throws JsonFault {
        try {
            return question.to(parser);
        } catch (JacksonException fault) {
            throw JsonFault.of(fault);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a parser over characters in memory", impossible);
        }
    }

    private interface Question<T> {
        T to(JsonParser parser) throws IOException;
    }
}
