package herald.local.stack.tables;

/** DynamoDB could not be had. The message is one line for a person. */
public final class TableFailure extends Exception {

    private static final long serialVersionUID = 1L;

    TableFailure(String message) {
        super(message);
    }

    TableFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
