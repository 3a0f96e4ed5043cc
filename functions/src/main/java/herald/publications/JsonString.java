package herald.publications;

/**
 * The one writer of JSON strings, by JSON.stringify's rules. Pure.
 *
 * <p>What it writes is UTF-8 always: half a surrogate pair, which has none, becomes an escape. Not every client's parser
 * takes that, but only a client that has sent such an escape is told it again.
 */
public final class JsonString {

    private static final String HEX = "0123456789abcdef";

    private JsonString() {}

    /** Appends a string with its quotation marks. */
    public static void append(StringBuilder text, String string) {
        text.append('"');
        int copied = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !isHalf(string, i)) {
                continue;
            }
            text.append(string, copied, i);
            copied = i + 1;
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else {
                escape(text, c);
            }
        }
        text.append(string, copied, string.length()).append('"');
    }

    private static void escape(StringBuilder text, char c) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(HEX.charAt(c >> shift & 0xF));
        }
    }

    private static boolean isHalf(String string, int at) {
        char c = string.charAt(at);
        if (!Character.isSurrogate(c)) {
            return false;
        }
        return Character.isHighSurrogate(c)
                ? at + 1 == string.length() || !Character.isLowSurrogate(string.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(string.charAt(at - 1));
    }
}
