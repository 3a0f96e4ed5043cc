package herald.socketio;

import herald.publications.RawJson;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one text frame says: an Engine.IO packet, or the Socket.IO packet inside of an Engine.IO message. Immutable.
 *
 * <p>There are no others than can be written: a constructor that is given what the protocol has no text for (a namespace
 * with a comma, a reserved event, a negative ack id) throws IllegalArgumentException.
 */
public sealed interface Packet {

    /** The namespace that everybody is in who names none. */
    String ROOT = "/";

    /**
     * {@code 40[namespace,][auth]}: a client that wants to join a namespace, or the server that lets it.
     *
     * @param auth an object, or null where there is none
     */
    record Connect(String namespace, @Nullable RawJson auth) implements Packet {
        public Connect {
            PacketRules.namespace(namespace);
            if (auth != null) {
                PacketRules.check(PacketRules.isObject(auth), "what is beside a CONNECT is an object");
            }
        }
    }

    /** {@code 41[namespace,]} */
    record Disconnect(String namespace) implements Packet {
        public Disconnect {
            PacketRules.namespace(namespace);
        }
    }

    /**
     * {@code 42[namespace,][ackId]["name",…arguments]}
     *
     * @param ackId what an ack of it must repeat, if it wants one; not negative
     */
    record Event(String namespace, OptionalLong ackId, String name, List<RawJson> arguments) implements Packet {
        public Event {
            PacketRules.namespace(namespace);
            ackId.ifPresent(PacketRules::ackId);
            PacketRules.eventName(name);
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code 43[namespace,]ackId[…arguments]} */
    record Ack(String namespace, long ackId, List<RawJson> arguments) implements Packet {
        public Ack {
            PacketRules.namespace(namespace);
            PacketRules.ackId(ackId);
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * {@code 44[namespace,][data]}
     *
     * @param data an object or a string, or null where there is none
     */
    record ConnectError(String namespace, @Nullable RawJson data) implements Packet {
        public ConnectError {
            PacketRules.namespace(namespace);
            if (data != null) {
                PacketRules.check(
                        PacketRules.isObject(data) || PacketRules.isString(data),
                        "what is beside a CONNECT_ERROR is an object or a string");
            }
        }
    }

    /** {@code 2[payload]}; the payload is empty, or {@code probe}. */
    record Ping(String payload) implements Packet {}

    /** {@code 3[payload]}; the payload is the ping's. */
    record Pong(String payload) implements Packet {}

    /** {@code 1} */
    record Close() implements Packet {}

    /** {@code 0}, what the server begins with; a client has no reason to send it. */
    record Open() implements Packet {}

    /** {@code 5} */
    record Upgrade() implements Packet {}

    /** {@code 6} */
    record Noop() implements Packet {}

    /** Not a packet, or one that is not served; {@code fault} is a clause that quotes nothing of it. */
    record Refused(String fault) implements Packet {}
}
