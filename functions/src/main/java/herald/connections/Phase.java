package herald.connections;

import java.util.Optional;
import java.util.Set;

/**
 * How far a connection has come until it may be told events. A Socket.IO client is connected twice, first to the server and
 * then to a namespace; the others are there at once.
 */
public enum Phase {

    /** The socket is open, or about to be, and nothing is joined. */
    OPENING("opening"),

    /** The client may know already that it has joined, so it may publish. */
    JOINING("joining"),

    /** The client knows that it has joined: it hears what is published. */
    JOINED("joined");

    private final String word;

    Phase(String word) {
        this.word = word;
    }

    /** What a row keeps. */
    public String word() {
        return word;
    }

    /** The one that a row names. */
    static Optional<Phase> of(String word) {
        for (Phase phase : values()) {
            if (phase.word.equals(word)) {
                return Optional.of(phase);
            }
        }
        return Optional.empty();
    }

    /**
     * Where it can be entered from: forward in single steps, so that a late write undoes nothing, and back to the start by
     * who leaves.
     */
    Set<Phase> before() {
        return switch (this) {
            case OPENING -> Set.of(JOINING, JOINED);
            case JOINING -> Set.of(OPENING);
            case JOINED -> Set.of(JOINING);
        };
    }
}
