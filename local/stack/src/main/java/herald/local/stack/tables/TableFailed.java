package herald.local.stack.tables;

/** DynamoDB could not be had. The message is one line for a person. */
public final class TableFailed extends Exception {

    private static final long serialVersionUID = 1L;

    TableFailed(String message) {
        super(message);
    }

    TableFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
