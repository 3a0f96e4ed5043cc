package herald.local.stack.access;

/**
 * Why a call is not let through.
 *
 * @param type AWS's name of the error, without a namespace
 */
public record AccessRefusal(String type, String message) {

    /** What a caller meets that is known and may not do what it asked for. */
    public static final String DENIED = "AccessDeniedException";
}
