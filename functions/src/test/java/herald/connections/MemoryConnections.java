package herald.connections;

import herald.publications.PublicationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@link Connections} in memory, which can be told to fail. Thread-safe. */
public final class MemoryConnections implements Connections {

    private final ConcurrentHashMap<Audience, NavigableMap<String, Connection>> rows = new ConcurrentHashMap<>();
    private final AtomicInteger pages = new AtomicInteger();
    private final InstantSource clock;
    private final int pageRows;
    private volatile int failingFromPage = Integer.MAX_VALUE;
    private volatile int silentFromPage = Integer.MAX_VALUE;
    private final Queue<Runnable> silent = new ConcurrentLinkedQueue<>();
    private volatile boolean failing;
    private volatile boolean forgettingInSilence;
    private final AtomicInteger forgetting = new AtomicInteger();
    private final AtomicInteger mostForgetting = new AtomicInteger();

    public MemoryConnections(InstantSource clock, int pageRows) {
        this.clock = clock;
        this.pageRows = pageRows;
    }

    /** Pages from this one on, counted from 1, can't be read. */
    public void failFromPage(int page) {
        failingFromPage = page;
    }

    /** Pages from this one on, counted from 1, are not answered before {@link #speak}. */
    public void fallSilentFromPage(int page) {
        silentFromPage = page;
    }

    /** Answers for the pages for which it has been silent. */
    public void speak() {
        silentFromPage = Integer.MAX_VALUE;
        silent.forEach(Runnable::run);
    }

    /** To forget is never answered. */
    public void forgetInSilence() {
        forgettingInSilence = true;
    }

    /** How many rows were asked to be forgotten in vain at once. */
    public int mostForgetting() {
        return mostForgetting.get();
    }

    /** Nothing works but pages. */
    public void fail() {
        failing = true;
    }

    public List<String> ids(Audience audience) {
        return List.copyOf(of(audience).keySet());
    }

    @Override
    public CompletableFuture<Void> add(Audience audience, Connection connection) {
        return done(() -> of(audience)
                .merge(
                        connection.id().value(),
                        connection,
                        (there, more) -> there.connectedAt().isBefore(more.connectedAt()) ? more : there));
    }

    @Override
    public CompletableFuture<Void> forget(Audience audience, ConnectionId id) {
        return done(() -> of(audience).remove(id.value()));
    }

    @Override
    public CompletableFuture<Void> forget(Audience audience, Connection connection) {
        if (forgettingInSilence) {
            mostForgetting.accumulateAndGet(forgetting.incrementAndGet(), Math::max);
            return new CompletableFuture<Void>().whenComplete((forgot, failure) -> forgetting.decrementAndGet());
        }
        return done(() -> of(audience)
                .computeIfPresent(
                        connection.id().value(),
                        (id, row) -> row.connectedAt().equals(connection.connectedAt()) ? null : row));
    }

    @Override
    public CompletableFuture<Optional<Connection>> find(Audience audience, ConnectionId id) {
        return failing
                ? CompletableFuture.failedFuture(new IllegalStateException("the table is away"))
                : CompletableFuture.completedFuture(
                        Optional.ofNullable(of(audience).get(id.value())));
    }

    @Override
    public CompletableFuture<Page> eventualPage(Audience audience, @Nullable Cursor cursor) {
        return page(audience, cursor);
    }

    @Override
    public CompletableFuture<Page> page(Audience audience, @Nullable Cursor cursor) {
        int number = pages.incrementAndGet();
        if (number >= silentFromPage) {
            var page = new CompletableFuture<Page>();
            silent.add(() -> page.complete(read(audience, cursor)));
            return page;
        }
        if (number >= failingFromPage) {
            return CompletableFuture.failedFuture(new IllegalStateException("the table is away"));
        }
        return CompletableFuture.completedFuture(read(audience, cursor));
    }

    private Page read(Audience audience, @Nullable Cursor cursor) {
        NavigableMap<String, Connection> all = new TreeMap<>(of(audience));
        var after = cursor == null ? all : all.tailMap(cursor.after().value(), false);
        List<Connection> read =
                new ArrayList<>(after.values().stream().limit(pageRows).toList());
        Cursor next = after.size() > pageRows ? new Cursor(read.getLast().id()) : null;
        read.removeIf(row -> !row.expiresAt().isAfter(clock.instant()));
        return new Page(read, next);
    }

    @Override
    public CompletableFuture<Boolean> enter(Audience audience, Connection connection, Phase phase) {
        var entered = new AtomicBoolean();
        return done(() -> of(audience).computeIfPresent(connection.id().value(), (id, row) -> {
                    boolean may = row.connectedAt().equals(connection.connectedAt())
                            && phase.before().contains(row.phase());
                    entered.set(may);
                    Connection moved = row.in(phase);
                    return !may ? row : phase == Phase.JOINED ? heard(moved, clock.instant()) : moved;
                }))
                .thenApply(done -> entered.get());
    }

    @Override
    public CompletableFuture<Optional<Connection>> join(Audience audience, ConnectionId id) {
        return find(audience, id)
                .thenCompose(found -> found.map(row -> enter(audience, row, Phase.JOINING))
                        .orElseGet(() -> CompletableFuture.completedFuture(false)))
                .thenCompose(entered -> find(audience, id));
    }

    @Override
    public CompletableFuture<Boolean> heard(Audience audience, Connection connection) {
        var there = new AtomicBoolean();
        return done(() -> of(audience).computeIfPresent(connection.id().value(), (id, row) -> {
                    there.set(row.connectedAt().equals(connection.connectedAt()));
                    return there.get() ? heard(row, clock.instant()) : row;
                }))
                .thenApply(done -> there.get());
    }

    @Override
    public CompletableFuture<Boolean> owe(Audience audience, Connection connection, Set<PublicationId> publicationIds) {
        return noted(audience, connection, owed -> owed.addAll(publicationIds));
    }

    @Override
    public CompletableFuture<Void> paid(Audience audience, Connection connection, Set<PublicationId> publicationIds) {
        return noted(audience, connection, owed -> owed.removeAll(publicationIds))
                .thenAccept(there -> {});
    }

    private CompletableFuture<Boolean> noted(
            Audience audience, Connection connection, Consumer<Set<PublicationId>> change) {
        var there = new AtomicBoolean();
        return done(() -> of(audience).computeIfPresent(connection.id().value(), (id, row) -> {
                    if (!row.connectedAt().equals(connection.connectedAt())) {
                        return row;
                    }
                    there.set(true);
                    Set<PublicationId> owed = new HashSet<>(row.owed());
                    change.accept(owed);
                    return owing(row, owed);
                }))
                .thenApply(done -> there.get());
    }

    /** The same, heard at another time. */
    public static Connection heard(Connection row, Instant at) {
        var signs = new Connection.SignsOfLife(at, row.signs().wanted());
        return new Connection(row.id(), row.dialect(), row.connectedAt(), row.owed(), row.phase(), signs);
    }

    /** The same, owed something else. */
    public static Connection owing(Connection row, Set<PublicationId> owed) {
        return new Connection(row.id(), row.dialect(), row.connectedAt(), owed, row.phase(), row.signs());
    }

    private NavigableMap<String, Connection> of(Audience audience) {
        return rows.computeIfAbsent(audience, key -> new ConcurrentSkipListMap<>());
    }

    private CompletableFuture<Void> done(Runnable change) {
        if (failing) {
            return CompletableFuture.failedFuture(new IllegalStateException("the table is away"));
        }
        change.run();
        return CompletableFuture.completedFuture(null);
    }
}
