package herald.posts;

import herald.connections.ConnectionId;
import herald.dialects.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** {@link Posts} whose outcomes a test decides, and which remembers what was posted. Thread-safe. */
public final class ScriptedPosts implements Posts {

    private final Map<String, List<String>> delivered = new ConcurrentHashMap<>();
    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final Queue<CompletableFuture<Void>> held = new ConcurrentLinkedQueue<>();
    private volatile BiFunction<String, Frame, Outcome> script = (id, frame) -> new Outcome.Delivered();
    private volatile Outcome closing = new Outcome.Delivered();
    private volatile Runnable onPost = () -> {};
    private volatile Predicate<String> holding = id -> false;

    /** What becomes of a post to an id. */
    public ScriptedPosts answer(BiFunction<String, Frame, Outcome> outcomes) {
        script = outcomes;
        return this;
    }

    public ScriptedPosts answerClosing(Outcome outcome) {
        closing = outcome;
        return this;
    }

    /** Runs at each post, before its outcome. */
    public ScriptedPosts onPost(Runnable action) {
        onPost = action;
        return this;
    }

    /** From now on posts wait for {@link #release}. */
    public void hold() {
        hold(id -> true);
    }

    /** From now on posts to some wait for {@link #release}. */
    public void hold(Predicate<String> ids) {
        holding = ids;
    }

    public void release() {
        holding = id -> false;
        for (var one = held.poll(); one != null; one = held.poll()) {
            one.complete(null);
        }
    }

    public int held() {
        return held.size();
    }

    public int mostInFlight() {
        return mostInFlight.get();
    }

    /** The texts that a connection got, in order. */
    public List<String> to(String id) {
        return delivered.getOrDefault(id, List.of());
    }

    /** Who got anything. */
    public List<String> reached() {
        return delivered.keySet().stream().sorted().toList();
    }

    /** Every post, delivered or not. */
    public List<Frame> frames() {
        return List.copyOf(frames);
    }

    public List<String> closed() {
        return List.copyOf(closed);
    }

    @Override
    public CompletableFuture<Outcome> post(ConnectionId id, Frame frame, Duration deadline) {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        frames.add(frame);
        onPost.run();
        CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
        if (holding.test(id.value())) {
            gate = new CompletableFuture<>();
            held.add(gate);
        }
        return gate.thenApplyAsync(open -> {
            Outcome outcome = script.apply(id.value(), frame);
            if (outcome instanceof Outcome.Delivered) {
                delivered
                        .computeIfAbsent(id.value(), key -> new CopyOnWriteArrayList<>())
                        .add(frame.text());
            }
            inFlight.decrementAndGet();
            return outcome;
        });
    }

    @Override
    public CompletableFuture<Outcome> close(ConnectionId id, Duration deadline) {
        if (closing instanceof Outcome.Delivered) {
            closed.add(id.value());
        }
        return CompletableFuture.completedFuture(closing);
    }

    /** Distinct frame objects, to see that encoding was done once. */
    public int distinctFrames() {
        List<Frame> distinct = new ArrayList<>();
        for (Frame frame : frames) {
            if (distinct.stream().noneMatch(known -> known == frame)) {
                distinct.add(frame);
            }
        }
        return distinct.size();
    }
}
