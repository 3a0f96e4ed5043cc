package herald.local.stack.access;

/** The reason why a call is not let through, under AWS's name of the error without a namespace. */
public record AccessRefusal(String type, String message) {

    /** The error of a caller that is known and may not do what it asked for. */
    public static final String DENIED = "AccessDeniedException";
}
