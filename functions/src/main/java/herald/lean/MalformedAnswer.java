package herald.lean;

import java.io.IOException;

/** The bytes that arrived are no HTTP/1.1 answer, or larger than any answer of the management API can be. */
final class MalformedAnswer extends IOException {

    private static final long serialVersionUID = 1;

    MalformedAnswer(String what) {
        super("malformed answer: " + what);
    }
}
