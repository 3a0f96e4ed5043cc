package herald.local.stack;

/** The stack does not start; the message says why, in one line for a person. */
public final class StartRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    public StartRefusal(String message) {
        super(message);
    }

    public StartRefusal(String message, Throwable cause) {
        super(message, cause);
    }
}
