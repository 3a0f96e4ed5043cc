package herald.sweep;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.Connections;
import herald.connections.Cursor;
import herald.connections.Page;
import herald.publications.ChannelName;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * All rows, a page at a time. Eventual reads are enough, for half the price: who is missed or seen as he was a second ago
 * has connected, joined or answered just now. Not thread-safe.
 */
final class Rows {

    private final Connections connections;
    private final List<Audience> audiences;
    private int at;
    private @Nullable Cursor cursor;

    Rows(Connections connections, int shards) {
        this.connections = connections;
        this.audiences = Audience.all(ChannelName.LOBBY, shards).toList();
    }

    /** Rows of one audience. */
    record Some(Audience audience, List<Connection> connections) {}

    /** Whether there is nothing more to read. */
    boolean exhausted() {
        return at == audiences.size();
    }

    /** The next page, which {@link #take} must be given before there is another. */
    CompletableFuture<Page> next() {
        return connections.eventualPage(audiences.get(at), cursor);
    }

    Some take(Page page) {
        var some = new Some(audiences.get(at), page.connections());
        cursor = page.next();
        if (cursor == null) {
            at++;
        }
        return some;
    }
}
