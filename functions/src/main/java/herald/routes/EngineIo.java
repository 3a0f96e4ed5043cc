package herald.routes;

import herald.connections.Phase;
import herald.socketio.Encoder;
import herald.socketio.Packet;

/** What to do about a packet of a Socket.IO client. Pure. */
final class EngineIo {

    private static final Step NOTHING = new Step.Nothing();

    private EngineIo() {}

    sealed interface Step {

        /** It means nothing here, or nothing any more. */
        record Nothing() implements Step {}

        /** The client has answered a ping. */
        record Alive() implements Step {}

        record Say(String text) implements Step {}

        record Join() implements Step {}

        record Leave() implements Step {}

        record Publish(Packet.Event event) implements Step {}

        /** The client wants to be closed. */
        record Bye() implements Step {}

        /** It does not keep to the protocol; the reason quotes nothing of it. */
        record HangUp(String reason) implements Step {}
    }

    /**
     * Socket.IO's own server hangs up on whatever is not for a namespace that the client has joined, and on nothing else
     * that is a packet. What comes late or twice because each message has an invocation of its own is no offence here: a
     * leave without a join, a second join.
     */
    static Step step(Packet packet, Phase phase) {
        return switch (packet) {
            case Packet.Connect(var namespace, var auth) -> join(namespace, phase);
            case Packet.Disconnect(var namespace) ->
                namespace.equals(Packet.ROOT) && phase != Phase.OPENING ? new Step.Leave() : NOTHING;
            case Packet.Event event -> joined(event.namespace(), phase) ? new Step.Publish(event) : notJoined();
            case Packet.Ack ack -> joined(ack.namespace(), phase) ? NOTHING : notJoined();
            case Packet.ConnectError fromAServer -> new Step.HangUp("only a server refuses a namespace");
            case Packet.Ping(String payload) -> new Step.Say(Encoder.pong(payload));
            case Packet.Pong pong -> new Step.Alive();
            case Packet.Close close -> new Step.Bye();
            case Packet.Open open -> NOTHING;
            case Packet.Upgrade upgrade -> NOTHING;
            case Packet.Noop noop -> NOTHING;
            case Packet.Refused(String fault) -> new Step.HangUp(fault);
        };
    }

    private static Step join(String namespace, Phase phase) {
        if (!namespace.equals(Packet.ROOT)) {
            return new Step.Say(Encoder.connectError(namespace, "Invalid namespace"));
        }
        return phase == Phase.JOINED ? NOTHING : new Step.Join();
    }

    /** A client that is only joining may know already that it has. */
    private static boolean joined(String namespace, Phase phase) {
        return namespace.equals(Packet.ROOT) && phase != Phase.OPENING;
    }

    private static Step notJoined() {
        return new Step.HangUp("it is for a namespace that was not joined");
    }

    /** Whether its sender is leaving, so that nobody need be told anything. */
    static boolean leaves(Packet packet) {
        return packet instanceof Packet.Disconnect || packet instanceof Packet.Close;
    }
}
