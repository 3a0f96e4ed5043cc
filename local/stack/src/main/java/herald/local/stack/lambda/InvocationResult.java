package herald.local.stack.lambda;

/** The end of an invocation. */
public sealed interface InvocationResult {

    /** The handler returned JSON, {@code null} as its four letters for nothing. */
    record Returned(byte[] payload) implements InvocationResult {}

    /**
     * The handler threw, could not be initialised, or its process died.
     *
     * @param errorType the Java class of a handler's exception, else Lambda's name such as {@code Runtime.ExitError}
     */
    record Failed(String errorType, String message) implements InvocationResult {}

    /** The function's timeout passed; the process was killed. */
    record TimedOut(String message) implements InvocationResult {}
}
