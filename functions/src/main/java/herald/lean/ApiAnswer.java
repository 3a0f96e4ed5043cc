package herald.lean;

import java.util.List;
import java.util.Map;

/**
 * A whole HTTP answer.
 *
 * @param reason the words behind the status; empty if it is a success, as are {@code headers}: nobody asks for them then
 * @param keepsAlive whether the connection may be used again
 */
record ApiAnswer(int status, String reason, Map<String, List<String>> headers, byte[] body, boolean keepsAlive) {

    boolean succeeded() {
        return status >= 200 && status < 300;
    }
}
