package herald.local.stack.gateway;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The open connections of all stages, by connectionId. Thread-safe. */
final class OpenSockets {

    private final ConcurrentMap<String, Socket> byId = new ConcurrentHashMap<>();

    void add(Socket socket) {
        byId.put(socket.id(), socket);
    }

    void remove(Socket socket) {
        byId.remove(socket.id(), socket);
    }

    /** @return empty for a connection that is closed, closing, not yet open, or another stage's */
    Optional<Socket> find(ServedStage stage, String id) {
        return Optional.ofNullable(byId.get(id))
                .filter(Socket::open)
                .filter(socket -> socket.caller().stage().name().equals(stage.name()));
    }

    /** @return those that are not closed, the closing among them; a view */
    Collection<Socket> all() {
        return byId.values();
    }
}
