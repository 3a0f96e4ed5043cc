package herald.connections;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some of an audience's connections in the table's order; may be empty in the middle. {@code next} is null at the end. */
public record Page(List<Connection> connections, @Nullable Cursor next) {

    /** The most that one holds, about 100 KB, so that two of them in memory are nothing. */
    public static final int ROWS = 1_000;

    public Page {
        connections = List.copyOf(connections);
    }
}
