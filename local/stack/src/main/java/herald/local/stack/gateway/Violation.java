package herald.local.stack.gateway;

/** A client broke the protocol or a limit, and its connection is to be closed with {@link #code}. */
final class Violation extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient CloseCode code;

    Violation(CloseCode code) {
        super(code.reason(), null, false, false);
        this.code = code;
    }

    CloseCode code() {
        return code;
    }
}
