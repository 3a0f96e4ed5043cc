package herald.routes;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the query of a {@code $connect} asks for. Parameters that mean nothing to us are the application's. */
sealed interface ConnectQuery {

    /**
     * A client that may offer a subprotocol.
     *
     * @param keepAlive whether it wants to hear from us though nothing is published
     */
    record WebSocket(boolean keepAlive) implements ConnectQuery {}

    /**
     * Engine.IO 4 by WebSocket from the start.
     *
     * @param recovery whether events should carry their offsets
     */
    record EngineIo(boolean recovery) implements ConnectQuery {}

    /** What is not served; the sentence is for who uses the client. */
    record Refused(String sentence) implements ConnectQuery {}

    static ConnectQuery read(@Nullable Map<String, String> query) {
        String protocol = query == null ? null : query.get("EIO");
        if (query == null || protocol == null) {
            return query == null ? new WebSocket(false) : webSocket(query.get("keepalive"));
        }
        if (!protocol.equals("4")) {
            return new Refused(
                    "Engine.IO protocol 4 is served, and this is another: use a client of Socket.IO 3 or later.");
        }
        if (!"websocket".equals(query.get("transport"))) {
            return new Refused("Only the transport websocket is served: set the client's transports to ['websocket'].");
        }
        if (query.containsKey("sid")) {
            return new Refused("A session can't be carried on from another transport: "
                    + "set the client's transports to ['websocket'].");
        }
        return new EngineIo("1".equals(query.get("recovery")));
    }

    private static ConnectQuery webSocket(@Nullable String keepAlive) {
        return keepAlive == null || keepAlive.equals("1")
                ? new WebSocket(keepAlive != null)
                : new Refused("The parameter keepalive is 1, or is left out.");
    }
}
