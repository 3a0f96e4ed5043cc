package herald.local.stack.services;

import java.util.Optional;

/**
 * The answer of a service in place of what it was asked for: AWS's JSON protocol 1.0, as its clients read it;
 * {@code type} is {@code __type} with its namespace.
 */
public record ServiceError(int status, String type, String message) {

    /** Returns how SQS's older protocol calls it, by which clients still know it, as far as that is another name. */
    Optional<String> olderName() {
        return name().equals("AccessDeniedException") ? Optional.of("AccessDenied") : Optional.empty();
    }

    /** Returns the type without its namespace, as {@code x-amzn-errortype} has it. */
    public String name() {
        return type.substring(type.indexOf('#') + 1);
    }
}
