package herald.bench.scale;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Connections;
import herald.connections.Cursor;
import herald.connections.Page;
import herald.connections.Phase;
import herald.dialects.Dialects;
import herald.publications.PublicationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Shards of equally many connections, made when they are read, so that they need no memory. Thread-safe if {@code answers} is.
 *
 * @param size connections of each shard
 */
record SimulatedAudience(int size, Answers answers) implements Connections {

    private static final Duration AGE = Duration.ofMinutes(10);
    private static final String BEFORE_NUMBER = "L0SM9cOFvHcCIhw=";

    /** The rows of a page, as {@code ConnectionsTable} has them: few in the first, so that posts begin soon. */
    private static final int FIRST_PAGE_ROWS = 250;

    /** A connection's number in the whole audience. */
    static int number(ConnectionId id) {
        return Integer.parseInt(id.value().substring(BEFORE_NUMBER.length()));
    }

    static ConnectionId id(int number) {
        return new ConnectionId(BEFORE_NUMBER + "%09d".formatted(number));
    }

    @Override
    public CompletableFuture<Page> page(Audience audience, @Nullable Cursor cursor) {
        int begin = audience.shard() * size;
        int from = cursor == null ? begin : number(cursor.after()) + 1;
        int to = Math.min(from + (cursor == null ? FIRST_PAGE_ROWS : Page.ROWS), begin + size);
        return answers.read(to - from, () -> rows(from, to, begin + size));
    }

    private static Page rows(int from, int to, int end) {
        List<Connection> rows = new ArrayList<>(to - from);
        for (int number = from; number < to; number++) {
            rows.add(new Connection(id(number), Dialects.PLAIN, SimulatedTime.START.minus(AGE)));
        }
        return new Page(rows, to < end ? new Cursor(id(to - 1)) : null);
    }

    @Override
    public CompletableFuture<Void> add(Audience audience, Connection connection) {
        throw new IllegalStateException("nobody connects");
    }

    @Override
    public CompletableFuture<Void> forget(Audience audience, ConnectionId id) {
        throw new IllegalStateException("nobody disconnects");
    }

    @Override
    public CompletableFuture<Void> forget(Audience audience, Connection connection) {
        throw new IllegalStateException("nobody is gone");
    }

    @Override
    public CompletableFuture<Optional<Connection>> find(Audience audience, ConnectionId id) {
        throw new IllegalStateException("nobody is looked for");
    }

    @Override
    public CompletableFuture<Page> eventualPage(Audience audience, @Nullable Cursor cursor) {
        throw new IllegalStateException("nobody sweeps");
    }

    @Override
    public CompletableFuture<Boolean> heard(Audience audience, Connection connection) {
        throw new IllegalStateException("nobody answers a ping");
    }

    @Override
    public CompletableFuture<Optional<Connection>> join(Audience audience, ConnectionId id) {
        throw new IllegalStateException("all have joined");
    }

    @Override
    public CompletableFuture<Boolean> enter(Audience audience, Connection connection, Phase phase) {
        throw new IllegalStateException("all have joined");
    }

    @Override
    public CompletableFuture<Boolean> owe(Audience audience, Connection connection, Set<PublicationId> publicationIds) {
        return answers.written(() -> true);
    }

    @Override
    public CompletableFuture<Void> paid(Audience audience, Connection connection, Set<PublicationId> publicationIds) {
        return answers.written(() -> null);
    }
}
