package herald.local.stack.queues;

import java.nio.file.Path;

/**
 * The place where the queues live.
 *
 * @param port that the queues' URLs name, on the loopback interface
 * @param listening the port on which they are served; another if a front stands before them
 * @param state directory of the journal; made if there is none
 */
public record QueueSettings(int port, int listening, String region, String account, Path state) {

    /** Settings with no front before the queues. */
    public QueueSettings(int port, String region, String account, Path state) {
        this(port, port, region, account, state);
    }
}
