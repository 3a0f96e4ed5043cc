package herald.local.stack.queues;

/** The queues could not be started. The message is one line for a person. */
public final class QueuesFailed extends Exception {

    private static final long serialVersionUID = 1L;

    QueuesFailed(String message) {
        super(message);
    }

    QueuesFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
