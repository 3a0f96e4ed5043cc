package herald.publications;

/**
 * One thing to tell a channel.
 *
 * @param data what the publisher wrote
 */
public record Publication(EventName event, RawJson data, PublicationId id, ChannelName channel) {

    /** Tells no data: what is printed may be logged. */
    @Override
    public String toString() {
        return "Publication[" + event + " " + id + " to " + channel + ", " + data.size() + " bytes]";
    }
}
