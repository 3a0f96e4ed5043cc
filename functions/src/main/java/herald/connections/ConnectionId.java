package herald.connections;

/** What API Gateway calls a connection. Opaque: never parsed, trimmed or shortened. */
public record ConnectionId(String value) {

    public ConnectionId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a connection's id is empty");
        }
    }

    /**
     * A number that is spread well and is the same wherever it is asked for: MurmurHash3's finalizer, since String.hashCode,
     * which the language specifies, leaves its low bits too regular.
     *
     * @param seed with another one the number is another, independent of the first
     */
    public int hash(int seed) {
        int mixed = value.hashCode() ^ seed;
        mixed ^= mixed >>> 16;
        mixed *= 0x85ebca6b;
        mixed ^= mixed >>> 13;
        mixed *= 0xc2b2ae35;
        mixed ^= mixed >>> 16;
        return mixed;
    }

    @Override
    public String toString() {
        return value;
    }
}
