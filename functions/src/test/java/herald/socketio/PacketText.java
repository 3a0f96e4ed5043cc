package herald.socketio;

import herald.publications.RawJson;
import org.jspecify.annotations.Nullable;

/** The text of any packet, also of one that only clients send. */
final class PacketText {

    private PacketText() {}

    /** @throws IllegalArgumentException if it is a refused one, which has no text */
    static String of(Packet packet) {
        return switch (packet) {
            case Packet.Connect(var namespace, var auth) -> "40" + prefix(namespace) + text(auth);
            case Packet.Disconnect(var namespace) -> "41" + prefix(namespace);
            case Packet.Event(var namespace, var ackId, var name, var arguments) ->
                Encoder.event(namespace, ackId, name, arguments);
            case Packet.Ack(var namespace, var ackId, var arguments) -> Encoder.ack(namespace, ackId, arguments);
            case Packet.ConnectError(var namespace, var data) -> "44" + prefix(namespace) + text(data);
            case Packet.Ping(var payload) -> "2" + payload;
            case Packet.Pong(var payload) -> Encoder.pong(payload);
            case Packet.Close() -> "1";
            case Packet.Open() -> "0";
            case Packet.Upgrade() -> "5";
            case Packet.Noop() -> "6";
            case Packet.Refused _ -> throw new IllegalArgumentException("what was refused is no packet");
        };
    }

    private static String prefix(String namespace) {
        return namespace.equals(Packet.ROOT) ? "" : namespace + ",";
    }

    private static String text(@Nullable RawJson data) {
        return data == null ? "" : data.text();
    }
}
