package herald.fanout;

import herald.connections.Audience;
import herald.connections.Checkpoint;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Cursor;
import herald.connections.MemoryConnections;
import herald.connections.MemoryProgress;
import herald.connections.Phase;
import herald.dialects.Dialect;
import herald.dialects.Dialects;
import herald.invocation.TimeReserve;
import herald.invocation.Timing;
import herald.posts.ScriptedPosts;
import herald.publications.ChannelName;
import herald.publications.Publication;
import herald.queues.MemoryDeliveryQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A fan-out over ports in memory, at a fixed time. */
final class Stage implements AutoCloseable {

    static final Audience LOBBY = new Audience(ChannelName.LOBBY, 0);
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final int PAGE_ROWS = 50;
    static final Duration HEARTBEAT = Duration.ofMinutes(4);
    static final Checkpoint.Reached START = new Checkpoint.Reached(null, List.of());

    final MemoryConnections connections = new MemoryConnections(() -> NOW, PAGE_ROWS);
    final ScriptedPosts posts = new ScriptedPosts();
    final MemoryProgress progress = new MemoryProgress();
    final MemoryDeliveryQueue queue = new MemoryDeliveryQueue();
    final Pace pace = new Pace();
    final Tally tally = new Tally();
    final FanOutPorts ports = new FanOutPorts(connections, progress, posts, queue);
    final FanOut fanOut;

    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    final Timing timing = new Timing(executor, () -> this.now, this::delay);
    private final Queue<CompletableFuture<Void>> pauses = new ConcurrentLinkedQueue<>();
    private volatile boolean holdingPauses;
    private volatile boolean ticking = true;
    private volatile boolean moving;
    private volatile Instant now = NOW;
    private volatile Duration left = Duration.ofSeconds(60);
    final Means means = new Means(new TimeReserve(() -> left), tally);

    Stage() {
        fanOut = new FanOut(ports, pace, timing, () -> 0.5);
    }

    Broadcast broadcast(int shards) {
        return new Broadcast(ports, pace, timing, () -> 0.5, HEARTBEAT, shards);
    }

    private CompletableFuture<Void> delay(Duration delay) {
        if (moving) {
            later(delay);
        }
        boolean tick = delay.equals(FanOutRun.TICK);
        if (tick ? ticking : !holdingPauses) {
            return CompletableFuture.completedFuture(null);
        }
        var pause = new CompletableFuture<Void>();
        if (!tick) {
            pauses.add(pause);
        }
        return pause;
    }

    /** From now on the clock moves with each pause. */
    void pausesTakeTime() {
        moving = true;
    }

    /** From now on, who is to be tried again waits for {@link #releasePauses}; and there are no ticks any more. */
    void holdPauses() {
        holdingPauses = true;
        ticking = false;
    }

    void releasePauses() {
        holdingPauses = false;
        pauses.forEach(pause -> pause.complete(null));
    }

    int pausing() {
        return pauses.size();
    }

    /** Waits until the fan-out's thread has done what it had to do by now. */
    void catchUp() {
        get(CompletableFuture.runAsync(() -> {}, executor));
    }

    static Work lobby(List<Publication> publications) {
        return new Work(LOBBY, publications, false);
    }

    CompletableFuture<Ending> toLobby(List<Publication> publications) {
        return fanOut.toAudience(lobby(publications), START, means);
    }

    CompletableFuture<Ending> toLobby(List<Publication> publications, @Nullable Cursor cursor) {
        return fanOut.toAudience(lobby(publications), new Checkpoint.Reached(cursor, List.of()), means);
    }

    /** Moves the fan-out's clock; the table's stands. */
    void later(Duration time) {
        now = now.plus(time);
    }

    /** What is left of the invocation's 60 s. */
    void left(Duration time) {
        left = time;
    }

    Connection connected(String id, Dialect dialect, Duration age) {
        var connection = new Connection(new ConnectionId(id), dialect, NOW.minus(age));
        get(connections.add(LOBBY, connection));
        return connection;
    }

    /** A Socket.IO client in a phase, connected a minute ago. */
    Connection speaking(String id, Phase phase) {
        var connection =
                new Connection(new ConnectionId(id), Dialects.SOCKET_IO, NOW.minus(Duration.ofMinutes(1))).in(phase);
        get(connections.add(LOBBY, connection));
        return connection;
    }

    /** Plain clients {@code c0000} on, connected a minute ago. */
    void crowd(int size) {
        IntStream.range(0, size).forEach(i -> connected(name(i), Dialects.PLAIN, Duration.ofMinutes(1)));
    }

    static String name(int number) {
        return "c%04d".formatted(number);
    }

    long count(String name) {
        return tally.counts().getOrDefault(name, -1L);
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
