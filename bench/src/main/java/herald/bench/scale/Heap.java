package herald.bench.scale;

import herald.bench.rig.Child;
import herald.bench.rig.Workbench;
import herald.connections.ConnectionId;
import herald.dialects.Frame;
import herald.fanout.Means;
import herald.fanout.Tally;
import herald.invocation.TimeReserve;
import herald.invocation.Timing;
import herald.posts.Outcome;
import herald.posts.Posts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The most memory that lives while the engine serves one shard in real time, found by collecting garbage in the middle of
 * it. The ports are in memory and answer at once, on threads of their own as real ones do, and hold nothing themselves.
 */
final class Heap {

    private static final String WORD = "bytes ";
    private static final int WARM_UP = 20_000;
    private static final int LOOKS = 8;
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    private final int connections;
    private final ExecutorService executor = thread("engine");
    private final ExecutorService network = thread("network");
    private final AtomicInteger posts = new AtomicInteger();
    /** Belongs to the network's thread. */
    private long most;

    private Heap(int connections) {
        this.connections = connections;
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /** The entry of a process of its own, in which nothing else has ever lived. */
    static long highWater(Workbench workbench, int connections) throws IOException, InterruptedException {
        List<String> command = List.of(
                workbench.java("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                workbench.classPath(),
                Heap.class.getName(),
                Integer.toString(connections));
        Path log = workbench.target().resolve("logs/heap.log");
        try (Child child = Child.start(command, Map.of(), log)) {
            return Long.parseLong(child.next(WORD, TIMEOUT).substring(WORD.length()));
        }
    }

    /** {@code Heap CONNECTIONS} prints {@code bytes N}, what lived before not counted. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        // What is made once and stays, classes above all, is no part of what grows.
        new Heap(WARM_UP).run();
        long before = live();
        long most = new Heap(Integer.parseInt(arguments[0])).run();
        System.out.println(WORD + Math.max(0, most - before));
    }

    private long run() throws IOException, InterruptedException {
        var table = new Table();
        var engine = new Engine(
                new SimulatedAudience(connections, table),
                new SimulatedProgress(table),
                new Answering(),
                messages -> CompletableFuture.failedFuture(new IllegalStateException("nothing was to be left")),
                // The simulated audience has connected shortly before that.
                new Timing(executor, InstantSource.fixed(SimulatedTime.START), this::after),
                () -> 0.5);
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        var means = new Means(new TimeReserve(() -> Duration.ofNanos(deadline - System.nanoTime())), new Tally());
        try {
            var failures = engine.broadcast(1)
                    .publications(List.of(Messages.publication()), means)
                    .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            if (!failures.isEmpty() || posts.get() != connections) {
                throw new IOException(posts + " of " + connections + " posts, failures: " + failures);
            }
            return CompletableFuture.supplyAsync(() -> most, network).join();
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("the engine did not end well: " + failed, failed);
        } finally {
            executor.shutdownNow();
            network.shutdownNow();
        }
    }

    private CompletableFuture<Void> after(Duration delay) {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, network));
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private final class Answering implements Posts {

        @Override
        public CompletableFuture<Outcome> post(ConnectionId id, Frame frame, Duration deadline) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        if (posts.incrementAndGet() % (connections / LOOKS) == 0) {
                            most = Math.max(most, live());
                        }
                        return new Outcome.Delivered();
                    },
                    network);
        }

        @Override
        public CompletableFuture<Outcome> close(ConnectionId id, Duration deadline) {
            throw new IllegalStateException("nobody was to be closed");
        }
    }

    private final class Table implements Answers {

        @Override
        public <T extends @Nullable Object> CompletableFuture<T> read(int rows, Supplier<T> answer) {
            return CompletableFuture.supplyAsync(answer, network);
        }

        @Override
        public <T extends @Nullable Object> CompletableFuture<T> written(Supplier<T> answer) {
            return CompletableFuture.supplyAsync(answer, network);
        }
    }
}
