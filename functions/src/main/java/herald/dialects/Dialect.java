package herald.dialects;

import herald.publications.Publication;
import java.util.List;
import java.util.Optional;

/**
 * How a client speaks; chosen once, at connect. Stateless.
 *
 * <p>Plain and batch clients speak to the server in the same way, which {@link ClientMessage#read} reads. What a Socket.IO
 * client sends is read by {@link herald.socketio.Decoder}, and an event of its by {@link ClientMessage#of}.
 */
public sealed interface Dialect permits PlainDialect, BatchDialect, SocketIoDialect {

    /** What a connection's row keeps. */
    String word();

    /** What a client offers in {@code Sec-WebSocket-Protocol} to get it, if that is how it is chosen. */
    default Optional<String> subprotocol() {
        return Optional.of("herald." + word());
    }

    /** Publications in their order as frames in theirs; each publication is in exactly one frame. */
    List<Frame> encode(List<Publication> publications);

    /** One answer to a client. */
    Frame encode(Reply reply);

    /** A sign of life. A Socket.IO client answers it; a plain or batch client need not. */
    Frame ping();
}
