package herald.local.stack.wire;

/** A service's answer that it will not do what it was asked to. */
public final class AwsRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final String type;

    AwsRefusal(String action, String type, String message) {
        super(action + ": " + type + (message.isEmpty() ? "" : ": " + message));
        this.type = type;
    }

    /** Returns the error's name without its namespace, such as {@code ResourceInUseException}. */
    public String type() {
        return type;
    }
}
