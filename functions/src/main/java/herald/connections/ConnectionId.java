package herald.connections;

/** What API Gateway calls a connection. Opaque: never parsed, trimmed or shortened. */
public record ConnectionId(String value) {

    public ConnectionId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a connection's id is empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
