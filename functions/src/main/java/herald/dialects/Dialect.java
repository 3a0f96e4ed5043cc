package herald.dialects;

import herald.publications.Publication;
import java.util.List;

/**
 * How a client speaks; chosen once, at connect. Stateless.
 *
 * <p>Every dialect so far is spoken to the server in the same way, so decoding is {@link ClientMessage#read}.
 */
public sealed interface Dialect permits PlainDialect, BatchDialect {

    /** What a connection's row keeps. */
    String word();

    /** What a client offers in {@code Sec-WebSocket-Protocol} to get it. */
    default String subprotocol() {
        return "herald." + word();
    }

    /** Publications in their order as frames in theirs; each publication is in exactly one frame. */
    List<Frame> encode(List<Publication> publications);

    /** One answer to a client. */
    Frame encode(Reply reply);
}
