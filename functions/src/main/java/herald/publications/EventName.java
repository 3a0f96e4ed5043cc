package herald.publications;

import java.util.Optional;
import java.util.Set;

/** What may be an event's name. */
public final class EventName {

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

    private EventName() {}

    /** What is wrong with a name, if anything. */
    public static Optional<String> fault(String name) {
        if (name.isEmpty()) {
            return Optional.of("the event's name is empty");
        }
        if (name.length() > MAX_LENGTH) {
            return Optional.of("the event's name is longer than " + MAX_LENGTH + " characters");
        }
        if (RESERVED.contains(name)) {
            return Optional.of("the event's name '" + name + "' is reserved");
        }
        return Optional.empty();
    }
}
