package herald.posts;

import java.io.IOException;

/** What arrived is not an HTTP/1.1 answer, or is larger than any answer of the management API can be. */
final class MalformedAnswer extends IOException {

    private static final long serialVersionUID = 1;

    MalformedAnswer(String what) {
        super("malformed answer: " + what);
    }
}
