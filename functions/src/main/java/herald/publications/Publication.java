package herald.publications;

/**
 * One thing to tell a channel.
 *
 * @param event what clients see as its name
 * @param data what the publisher wrote
 * @param id the SQS messageId, by which a client knows a duplicate
 * @param channel the audience's name
 */
public record Publication(String event, RawJson data, String id, String channel) {

    /** Tells no data: what is printed may be logged. */
    @Override
    public String toString() {
        return "Publication[" + event + " " + id + " to " + channel + ", " + data.size() + " bytes]";
    }
}
