package herald.publications;

import java.util.Optional;
import java.util.Set;

/** The name of an event, as clients see it. Not every text may be one: {@link #fault} tells. */
public record EventName(String value) {

    public static final int MAX_LENGTH = 128;

    /**
     * Names that mean something in a dialect already: Herald's own answers, and what Socket.IO keeps for itself
     * (Socket.IO docs, "Emit cheatsheet", reserved events).
     */
    private static final Set<String> RESERVED = Set.of(
            "ack",
            "error",
            "ping",
            "pong",
            "connect",
            "disconnect",
            "connect_error",
            "disconnecting",
            "newListener",
            "removeListener");

    /** What is wrong with it, if anything. */
    public Optional<String> fault() {
        if (value.isEmpty()) {
            return Optional.of("the event's name is empty");
        }
        if (value.length() > MAX_LENGTH) {
            return Optional.of("the event's name is longer than " + MAX_LENGTH + " characters");
        }
        if (RESERVED.contains(value)) {
            return Optional.of("the event's name '" + value + "' is reserved");
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
