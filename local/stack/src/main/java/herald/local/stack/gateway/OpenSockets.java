package herald.local.stack.gateway;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The open connections of all stages, by connectionId. Thread-safe. */
final class OpenSockets {

    private final ConcurrentMap<String, ClientSocket> byId = new ConcurrentHashMap<>();

    void add(ClientSocket socket) {
        byId.put(socket.id(), socket);
    }

    void remove(ClientSocket socket) {
        byId.remove(socket.id(), socket);
    }

    /** Returns the socket, empty for one that is closed, closing, not yet open, or another stage's. */
    Optional<ClientSocket> find(ServedStage stage, String id) {
        return Optional.ofNullable(byId.get(id))
                .filter(ClientSocket::open)
                .filter(socket -> socket.caller().stage().name().equals(stage.name()));
    }

    /** Returns those that are not closed, the closing among them; a view. */
    Collection<ClientSocket> all() {
        return byId.values();
    }
}
