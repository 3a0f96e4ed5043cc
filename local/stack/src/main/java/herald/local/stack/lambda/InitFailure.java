package herald.local.stack.lambda;

/**
 * A function could not be initialised when the stack started. The message is what the function itself said, so that a
 * missing setting is named where it is looked for.
 */
public final class InitFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String function;

    InitFailure(String function, String errorType, String message) {
        super(function + " could not be initialised: " + errorType + ": " + message);
        this.function = function;
    }

    InitFailure(String function, String message, Throwable cause) {
        super(function + " could not be initialised: " + message, cause);
        this.function = function;
    }

    /** Returns logical id of the function. */
    public String function() {
        return function;
    }
}
