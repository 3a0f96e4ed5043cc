package herald.socketio;

import herald.publications.RawJson;
import java.util.Set;

/** What may be in a packet. Pure. */
final class PacketRules {

    /** What socket.io-parser and the clients keep for themselves (socket.io-parser 4.2, RESERVED_EVENTS). */
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private PacketRules() {}

    static boolean isObject(RawJson json) {
        return json.utf8()[0] == '{';
    }

    static boolean isString(RawJson json) {
        return json.utf8()[0] == '"';
    }

    static boolean isReserved(String event) {
        return RESERVED.contains(event);
    }

    static void eventName(String name) {
        check(!isReserved(name), "the event's name is reserved");
    }

    static void ackId(long ackId) {
        check(ackId >= 0, "the ack id is negative");
    }

    /** A comma ends it, and what follows a question mark is not part of it. */
    static void namespace(String namespace) {
        check(
                namespace.startsWith("/") && namespace.indexOf(',') < 0 && namespace.indexOf('?') < 0,
                "a namespace begins with a slash and holds neither a comma nor a question mark");
    }

    static void check(boolean held, String rule) {
        if (!held) {
            throw new IllegalArgumentException(rule);
        }
    }
}
