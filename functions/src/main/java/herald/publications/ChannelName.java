package herald.publications;

import java.util.Optional;

/** The name of a channel. Not every text may be one: {@link #fault} tells. */
public record ChannelName(String value) {

    /** The channel that every connection is in. */
    public static final ChannelName LOBBY = new ChannelName("lobby");

    public static final int MAX_LENGTH = 128;

    /** What is wrong with it, if anything. {@code #} is refused because it parts channel and shard in a key. */
    public Optional<String> fault() {
        if (value.isEmpty()) {
            return Optional.of("the channel's name is empty");
        }
        if (value.length() > MAX_LENGTH) {
            return Optional.of("the channel's name is longer than " + MAX_LENGTH + " characters");
        }
        if (value.indexOf('#') >= 0 || value.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("the channel's name holds a '#' or a control character");
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
