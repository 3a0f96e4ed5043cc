package herald.bench.posts;

import java.nio.charset.StandardCharsets;

/**
 * Finds where HTTP/1.1 requests end in the bytes of one connection, in whatever pieces they come: an empty line, and
 * then as many bytes as {@code Content-Length} says. Knows no chunked bodies, since no client that is measured sends one.
 * For one thread.
 */
final class RequestEnd {

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int LOWER_CASE = 0x20;

    /** Bytes of the line so far, without its end. */
    private int column;

    /** The bytes of {@link #LENGTH} that this line has matched, or -1 if it is another. */
    private int matched;

    private long bodyBytes;
    private boolean inBody;

    /** Returns how many requests end in these bytes. */
    int count(byte[] bytes, int length) {
        int requests = 0;
        int at = 0;
        while (at < length) {
            if (inBody) {
                long taken = Math.min(bodyBytes, length - at);
                at += (int) taken;
                bodyBytes -= taken;
            } else {
                at = header(bytes, at, length);
            }
            if (inBody && bodyBytes == 0) {
                inBody = false;
                requests++;
            }
        }
        return requests;
    }

    /** Reads on to behind the empty line, or to the end. */
    private int header(byte[] bytes, int from, int length) {
        int at = from;
        while (at < length) {
            byte next = bytes[at++];
            if (next == '\n') {
                boolean empty = column == 0;
                column = 0;
                matched = 0;
                if (empty) {
                    inBody = true;
                    return at;
                }
            } else if (next != '\r') {
                column++;
                if (matched >= 0) {
                    match(next);
                }
            }
        }
        return at;
    }

    private void match(byte next) {
        if (matched == LENGTH.length) {
            if (next >= '0' && next <= '9') {
                bodyBytes = bodyBytes * 10 + (next - '0');
            }
        } else if ((next | LOWER_CASE) == LENGTH[matched]) {
            matched++;
        } else {
            matched = -1;
        }
    }
}
