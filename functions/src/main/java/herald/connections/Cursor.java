package herald.connections;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where in an audience a reader is: behind this connection, which itself need not be there any more. */
public record Cursor(ConnectionId after) {

    /** Whether this one is further on. The table sorts strings by their UTF-8 bytes (AWS docs, DynamoDB Query). */
    public boolean isBeyond(Cursor other) {
        return Arrays.compareUnsigned(utf8(after), utf8(other.after)) > 0;
    }

    private static byte[] utf8(ConnectionId id) {
        return id.value().getBytes(StandardCharsets.UTF_8);
    }
}
