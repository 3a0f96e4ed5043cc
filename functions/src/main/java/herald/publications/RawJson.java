package herald.publications;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One JSON value exactly as its author wrote it, as UTF-8, without the whitespace around it. Immutable.
 *
 * <p>It is never parsed into a tree and written again: numbers keep their digits, strings their escapes, objects the
 * order of their keys.
 */
public final class RawJson {

    public static final RawJson NULL = new RawJson("null".getBytes(StandardCharsets.UTF_8));

    private final byte[] utf8;

    private RawJson(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Takes text that is known to be one JSON value; {@link JsonReader} is what finds that out. */
    static RawJson of(String text) {
        return new RawJson(text.getBytes(StandardCharsets.UTF_8));
    }

    public static RawJson number(long number) {
        return of(Long.toString(number));
    }

    public static RawJson string(String string) {
        var text = new StringBuilder(string.length() + 2);
        JsonString.append(text, string);
        return of(text.toString());
    }

    /** An object of strings: names and values by turns. */
    public static RawJson object(String... namesAndValues) {
        var text = new StringBuilder("{");
        for (int i = 0; i < namesAndValues.length; i++) {
            if (i > 0) {
                text.append(i % 2 == 0 ? ',' : ':');
            }
            JsonString.append(text, namesAndValues[i]);
        }
        return of(text.append('}').toString());
    }

    /** The bytes themselves, not a copy; they must not be changed. */
    public byte[] utf8() {
        return utf8;
    }

    /** Size in bytes. */
    public int size() {
        return utf8.length;
    }

    public String text() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawJson json && Arrays.equals(utf8, json.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    /** Tells the size only: what is printed may be logged, and payloads are not. */
    @Override
    public String toString() {
        return "Json[" + utf8.length + " bytes]";
    }
}
