package herald.local.services;

/**
 * What a service answers in place of what it was asked for: AWS's JSON protocol 1.0, as its clients read it.
 *
 * @param type with its namespace, as it stands in {@code __type}
 */
public record Failure(int status, String type, String message) {

    /** @return the type without its namespace, as {@code x-amzn-errortype} has it */
    public String name() {
        return type.substring(type.indexOf('#') + 1);
    }
}
