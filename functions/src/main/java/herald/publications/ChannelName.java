package herald.publications;

import java.util.Optional;

/** What may be a channel's name. */
public final class ChannelName {

    /** The channel that every connection is in. */
    public static final String LOBBY = "lobby";

    public static final int MAX_LENGTH = 128;

    private ChannelName() {}

    /** What is wrong with a name, if anything. {@code #} is refused because it parts channel and shard in a key. */
    public static Optional<String> fault(String name) {
        if (name.isEmpty()) {
            return Optional.of("the channel's name is empty");
        }
        if (name.length() > MAX_LENGTH) {
            return Optional.of("the channel's name is longer than " + MAX_LENGTH + " characters");
        }
        if (name.indexOf('#') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("the channel's name holds a '#' or a control character");
        }
        return Optional.empty();
    }
}
