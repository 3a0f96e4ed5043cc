package herald.bench.crowd;

import org.jspecify.annotations.Nullable;

/** The way in which a crowd's members speak with the server. */
public enum Speech {
    /** Herald's plain dialect. */
    PLAIN(null),
    /** Herald's batch dialect. */
    BATCH("herald.batch"),
    /** Socket.IO 5 over Engine.IO 4, websocket only; just enough of it to join, stay and receive. */
    SOCKETIO(null);

    private final @Nullable String subprotocol;

    Speech(@Nullable String subprotocol) {
        this.subprotocol = subprotocol;
    }

    @Nullable
    String subprotocol() {
        return subprotocol;
    }
}
