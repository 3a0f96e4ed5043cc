package herald.local.stack.queues;

/** The queues could not be started. The message is one line for a person. */
public final class QueuesFailure extends Exception {

    private static final long serialVersionUID = 1L;

    QueuesFailure(String message) {
        super(message);
    }

    QueuesFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
