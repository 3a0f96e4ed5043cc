package herald.local.rules.iam;

/**
 * One action, such as {@code dynamodb:PutItem}, that a caller must be allowed on a resource: an ARN, or {@code *} for
 * none in particular.
 */
public record Need(String action, String resource) {}
