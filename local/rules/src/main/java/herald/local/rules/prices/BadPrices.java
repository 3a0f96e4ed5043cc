package herald.local.rules.prices;

/** A list of prices can't be used. The message is one line for a person. */
public final class BadPrices extends Exception {

    private static final long serialVersionUID = 1L;

    BadPrices(String message) {
        super(message);
    }

    BadPrices(String message, Throwable cause) {
        super(message, cause);
    }
}
