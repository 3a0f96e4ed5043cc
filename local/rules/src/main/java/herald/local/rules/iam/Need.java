package herald.local.rules.iam;

/**
 * One thing that a caller must be allowed to do.
 *
 * @param action with its prefix, such as {@code dynamodb:PutItem}
 * @param resource an ARN, or {@code *} for an action on none in particular
 */
public record Need(String action, String resource) {}
