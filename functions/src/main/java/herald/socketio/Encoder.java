package herald.socketio;

import herald.publications.JsonString;
import herald.publications.RawJson;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Packets to the text of a frame. What {@link Decoder} reads from it is the packet. Pure.
 *
 * <p>What the protocol has no text for is an IllegalArgumentException, as it is in {@link Packet}.
 */
public final class Encoder {

    private Encoder() {}

    /**
     * {@code 0{"sid":…,"upgrades":[],"pingInterval":…,"pingTimeout":…,"maxPayload":…}}, with every key: clients take a
     * missing one for zero.
     *
     * @param pingInterval how often a ping comes
     * @param pingTimeout how much later than that it may come; both together are at most 2^31 - 1 ms, since a JavaScript
     *     timer of more ends at once
     * @param maxPayload the largest frame that the client should send, in bytes
     */
    public static String open(String sid, Duration pingInterval, Duration pingTimeout, int maxPayload) {
        long interval = pingInterval.toMillis();
        long timeout = pingTimeout.toMillis();
        PacketRules.check(interval > 0 && timeout > 0 && maxPayload > 0, "the open packet's numbers are positive");
        PacketRules.check(
                interval <= Integer.MAX_VALUE && timeout <= Integer.MAX_VALUE - interval,
                "ping interval and timeout are more than a JavaScript timer can wait");
        StringBuilder text = new StringBuilder(128).append("0{\"sid\":");
        JsonString.append(text, sid);
        return text.append(",\"upgrades\":[],\"pingInterval\":")
                .append(interval)
                .append(",\"pingTimeout\":")
                .append(timeout)
                .append(",\"maxPayload\":")
                .append(maxPayload)
                .append('}')
                .toString();
    }

    /** {@code 40{"sid":…}}: the client has joined. */
    public static String connect(String namespace, String sid) {
        return start("40", namespace).append(RawJson.object("sid", sid).text()).toString();
    }

    /**
     * {@code 40{"sid":…,"pid":…}}, to a client that asked for connection state recovery only.
     *
     * @param pid the secret by which the client asks for what it missed
     */
    public static String connect(String namespace, String sid, String pid) {
        return start("40", namespace)
                .append(RawJson.object("sid", sid, "pid", pid).text())
                .toString();
    }

    /** {@code 44{"message":…}}: the client may not join. */
    public static String connectError(String namespace, String message) {
        return start("44", namespace)
                .append(RawJson.object("message", message).text())
                .toString();
    }

    /** {@code 42["name",…arguments]}, the arguments as they were written. */
    public static String event(String namespace, OptionalLong ackId, String name, List<RawJson> arguments) {
        PacketRules.eventName(name);
        ackId.ifPresent(PacketRules::ackId);
        StringBuilder text = start("42", namespace);
        ackId.ifPresent(text::append);
        text.append('[');
        JsonString.append(text, name);
        for (RawJson argument : arguments) {
            text.append(',').append(argument.text());
        }
        return text.append(']').toString();
    }

    /** {@code 43ackId[…arguments]} */
    public static String ack(String namespace, long ackId, List<RawJson> arguments) {
        PacketRules.ackId(ackId);
        StringBuilder text = start("43", namespace).append(ackId).append('[');
        for (int i = 0; i < arguments.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(arguments.get(i).text());
        }
        return text.append(']').toString();
    }

    /** {@code 2} */
    public static String ping() {
        return "2";
    }

    /** {@code 3} and the ping's payload. */
    public static String pong(String payload) {
        return "3" + payload;
    }

    private static StringBuilder start(String types, String namespace) {
        StringBuilder text = new StringBuilder(256).append(types);
        if (namespace.equals(Packet.ROOT)) {
            return text;
        }
        PacketRules.namespace(namespace);
        return text.append(namespace).append(',');
    }
}
