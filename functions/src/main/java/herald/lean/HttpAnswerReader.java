package herald.lean;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads HTTP/1.1 answers (RFC 9112) as their bytes come in, one after the other. Pure but for its own state; not
 * thread-safe.
 *
 * <p>Netty's codec does more than an answer of the management API needs, at several times the cost.
 */
final class HttpAnswerReader {

    static final int MAX_LINE = 8 * 1024;
    static final int MAX_HEADERS = 100;
    static final int MAX_BODY = 64 * 1024;

    private static final int UNKNOWN = -1;
    private static final String TOO_LARGE = "a body over " + MAX_BODY + " bytes";

    private enum State {
        STATUS,
        HEADER,
        CONTENT,
        CONTENT_TO_END,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        DONE
    }

    private State state = State.STATUS;
    private boolean started;
    private byte[] line = new byte[256];
    private int lineLength;
    private int headerCount;
    private int status;
    private String reason = "";
    private Map<String, List<String>> headers = Map.of();
    private int length = UNKNOWN;
    private boolean chunked;
    private boolean keepsAlive = true;
    private byte[] body = new byte[0];
    private int bodyLength;
    private int left;

    /** Makes it ready for the next answer. */
    void reset() {
        started = false;
        begin();
    }

    /** Returns whether any byte of an answer has arrived. */
    boolean started() {
        return started;
    }

    boolean done() {
        return state == State.DONE;
    }

    /** The answer, once {@link #done}. */
    ApiAnswer answer() {
        return new ApiAnswer(
                status,
                reason,
                headers,
                bodyLength == body.length ? body : Arrays.copyOf(body, bodyLength),
                keepsAlive);
    }

    /**
     * Reads on.
     *
     * @return the index behind the last byte that belongs to this answer: {@code to}, unless it is done
     */
    int read(byte[] in, int from, int to) throws MalformedAnswer {
        int at = from;
        started |= at < to;
        while (at < to && state != State.DONE) {
            at = switch (state) {
                case STATUS, HEADER, CHUNK_SIZE, CHUNK_END, TRAILER -> readLine(in, at, to);
                case CONTENT, CONTENT_TO_END, CHUNK -> readContent(in, at, to);
                case DONE -> at;
            };
        }
        return at;
    }

    /** The peer has closed its side, which is how an answer without a length ends. */
    void ended() {
        if (state == State.CONTENT_TO_END) {
            state = State.DONE;
        }
    }

    private void begin() {
        state = State.STATUS;
        lineLength = 0;
        headerCount = 0;
        reason = "";
        headers = Map.of();
        length = UNKNOWN;
        chunked = false;
        keepsAlive = true;
        body = new byte[0];
        bodyLength = 0;
    }

    private int readLine(byte[] in, int from, int to) throws MalformedAnswer {
        int end = from;
        while (end < to && in[end] != '\n') {
            end++;
        }
        int more = end - from;
        if (lineLength + more > MAX_LINE) {
            throw new MalformedAnswer("a line over " + MAX_LINE + " bytes");
        }
        if (line.length < lineLength + more) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, lineLength + more));
        }
        System.arraycopy(in, from, line, lineLength, more);
        lineLength += more;
        if (end == to) {
            return to;
        }
        if (lineLength > 0 && line[lineLength - 1] == '\r') {
            lineLength--;
        }
        understand();
        lineLength = 0;
        return end + 1;
    }

    private void understand() throws MalformedAnswer {
        switch (state) {
            case STATUS -> statusLine();
            case HEADER -> {
                if (lineLength == 0) {
                    headEnded();
                } else {
                    header();
                }
            }
            case CHUNK_SIZE -> chunkSize();
            case CHUNK_END -> {
                require(lineLength == 0, "a chunk longer than it said");
                state = State.CHUNK_SIZE;
            }
            case TRAILER -> {
                count();
                state = lineLength == 0 ? State.DONE : State.TRAILER;
            }
            case CONTENT, CONTENT_TO_END, CHUNK, DONE -> throw new IllegalStateException("no line in " + state);
        }
    }

    private void statusLine() throws MalformedAnswer {
        require(
                lineLength >= 12
                        && text(0, 7).equals("HTTP/1.")
                        && line[8] == ' '
                        && (lineLength == 12 || line[12] == ' '),
                "no status line of HTTP/1");
        status = number(9, 12, 10);
        require(status >= 100 && status != 101, "a status that was not asked for");
        keepsAlive = line[7] != '0';
        if (status >= 300) {
            reason = text(Math.min(13, lineLength), lineLength);
            headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        }
        state = State.HEADER;
    }

    private void header() throws MalformedAnswer {
        count();
        int colon = 0;
        while (colon < lineLength && line[colon] != ':') {
            colon++;
        }
        require(colon > 0 && colon < lineLength && line[0] != ' ' && line[0] != '\t', "a header without a name");
        int from = colon + 1;
        int to = lineLength;
        while (from < to && line[from] <= ' ') {
            from++;
        }
        while (to > from && line[to - 1] <= ' ') {
            to--;
        }
        if (named(colon, "content-length")) {
            int said = number(from, to, 10);
            require(length == UNKNOWN || length == said, "two lengths");
            length = said;
        } else if (named(colon, "transfer-encoding")) {
            require(text(from, to).equalsIgnoreCase("chunked"), "a transfer encoding other than chunked");
            chunked = true;
        } else if (named(colon, "connection")) {
            String said = text(from, to).toLowerCase(Locale.ROOT);
            keepsAlive = (keepsAlive || said.contains("keep-alive")) && !said.contains("close");
        }
        if (status >= 300) {
            headers.computeIfAbsent(text(0, colon), name -> new ArrayList<>()).add(text(from, to));
        }
    }

    private void headEnded() throws MalformedAnswer {
        if (status < 200) {
            begin();
        } else if (status == 204 || status == 304) {
            keepsAlive &= length <= 0 && !chunked;
            state = State.DONE;
        } else if (chunked) {
            keepsAlive &= length == UNKNOWN;
            state = State.CHUNK_SIZE;
        } else if (length == UNKNOWN) {
            keepsAlive = false;
            left = MAX_BODY;
            state = State.CONTENT_TO_END;
        } else {
            expect(length);
            state = length == 0 ? State.DONE : State.CONTENT;
        }
    }

    private void chunkSize() throws MalformedAnswer {
        int end = 0;
        while (end < lineLength && line[end] != ';' && line[end] != ' ') {
            end++;
        }
        int size = number(0, end, 16);
        expect(size);
        state = size == 0 ? State.TRAILER : State.CHUNK;
    }

    private void expect(int more) throws MalformedAnswer {
        require(more <= MAX_BODY - bodyLength, TOO_LARGE);
        left = more;
        if (body.length < bodyLength + more) {
            body = Arrays.copyOf(body, bodyLength + more);
        }
    }

    private int readContent(byte[] in, int from, int to) throws MalformedAnswer {
        int more = Math.min(left, to - from);
        require(more > 0, TOO_LARGE);
        if (body.length < bodyLength + more) {
            body = Arrays.copyOf(body, Math.max(2 * body.length, bodyLength + more));
        }
        System.arraycopy(in, from, body, bodyLength, more);
        bodyLength += more;
        left -= more;
        if (left == 0 && state != State.CONTENT_TO_END) {
            state = state == State.CHUNK ? State.CHUNK_END : State.DONE;
        }
        return from + more;
    }

    private void count() throws MalformedAnswer {
        require(++headerCount <= MAX_HEADERS, "too many headers");
    }

    private boolean named(int end, String lowerCase) {
        if (end != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            if ((line[i] | 0x20) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int number(int from, int to, int radix) throws MalformedAnswer {
        require(to > from && to - from <= 7, "a number of no digits or too many");
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(line[i], radix);
            require(digit >= 0, "a number with other things than digits");
            number = radix * number + digit;
        }
        return number;
    }

    private String text(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static void require(boolean fine, String otherwise) throws MalformedAnswer {
        if (!fine) {
            throw new MalformedAnswer(otherwise);
        }
    }
}
