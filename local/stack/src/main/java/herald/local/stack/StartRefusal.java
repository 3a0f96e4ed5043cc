package herald.local.stack;

/** Why the stack does not start. The message is one line for a person. */
public final class StartRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    public StartRefusal(String message) {
        super(message);
    }

    public StartRefusal(String message, Throwable cause) {
        super(message, cause);
    }
}
