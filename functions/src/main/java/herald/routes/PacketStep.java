package herald.routes;

import herald.connections.Phase;
import herald.socketio.Encoder;
import herald.socketio.Packet;

/** What the server does about a packet of a Socket.IO client. Pure. */
sealed interface PacketStep {

    /** It means nothing here, or nothing any more. */
    record Nothing() implements PacketStep {}

    /** The client has answered a ping. */
    record Alive() implements PacketStep {}

    record Say(String text) implements PacketStep {}

    record Join() implements PacketStep {}

    record Leave() implements PacketStep {}

    record Publish(Packet.Event event) implements PacketStep {}

    /** The client wants to be closed. */
    record Bye() implements PacketStep {}

    /** It does not keep to the protocol; the reason quotes nothing of it. */
    record HangUp(String reason) implements PacketStep {}

    /**
     * Socket.IO's own server hangs up on whatever is not for a namespace that the client has joined, and on nothing else
     * that is a packet. What comes late or twice because each message has an invocation of its own is no offence here: a
     * leave without a join, a second join.
     */
    static PacketStep of(Packet packet, Phase phase) {
        return switch (packet) {
            case Packet.Connect(var namespace, var auth) -> join(namespace, phase);
            case Packet.Disconnect(var namespace) ->
                namespace.equals(Packet.ROOT) && phase != Phase.OPENING ? new Leave() : new Nothing();
            case Packet.Event event -> joined(event.namespace(), phase) ? new Publish(event) : notJoined();
            case Packet.Ack ack -> joined(ack.namespace(), phase) ? new Nothing() : notJoined();
            case Packet.ConnectError fromAServer -> new HangUp("only a server refuses a namespace");
            case Packet.Ping(String payload) -> new Say(Encoder.pong(payload));
            case Packet.Pong pong -> new Alive();
            case Packet.Close close -> new Bye();
            case Packet.Open _, Packet.Upgrade _, Packet.Noop _ -> new Nothing();
            case Packet.Refused(String fault) -> new HangUp(fault);
        };
    }

    private static PacketStep join(String namespace, Phase phase) {
        if (!namespace.equals(Packet.ROOT)) {
            return new Say(Encoder.connectError(namespace, "Invalid namespace"));
        }
        return phase == Phase.JOINED ? new Nothing() : new Join();
    }

    /** A client that is only joining may know already that it has. */
    private static boolean joined(String namespace, Phase phase) {
        return namespace.equals(Packet.ROOT) && phase != Phase.OPENING;
    }

    private static PacketStep notJoined() {
        return new HangUp("it is for a namespace that was not joined");
    }

    /** Whether its sender is leaving, so that nobody need be told anything. */
    static boolean leaves(Packet packet) {
        return packet instanceof Packet.Disconnect || packet instanceof Packet.Close;
    }
}
