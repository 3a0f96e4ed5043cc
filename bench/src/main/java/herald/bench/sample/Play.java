package herald.bench.sample;

import herald.bench.crowd.Latencies;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** A scene while it is played. For one thread. */
final class Play {

    private static final String ID = "L0SM9cOFvHcCIhw";
    private static final int DIGITS = 6;

    private final Scene scene;
    private final BitSet reached = new BitSet();
    private final BitSet deleted = new BitSet();
    private final Map<Integer, Integer> refused = new HashMap<>();
    private final Queue<String> queue = new ArrayDeque<>();
    private final Latencies others = new Latencies();
    private long posts;
    private int inFlight;
    private int mostInFlight;
    private long firstNanos;

    Play(Scene scene) {
        this.scene = scene;
    }

    static String id(int number) {
        return ID + "%06d".formatted(number);
    }

    static boolean isOurs(String id) {
        return id.startsWith(ID) && id.length() == ID.length() + DIGITS;
    }

    static int number(String id) {
        return Integer.parseInt(id.substring(ID.length()));
    }

    Scene scene() {
        return scene;
    }

    /** @return the status that it is answered with, after a while; {@link #answered} must follow */
    int post(int number) {
        posts++;
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        if (scene.isDead(number)) {
            return 410;
        }
        if (scene.isThrottled(number)
                && refused.merge(number, 1, Integer::sum) <= scene.slowness().refusals()) {
            return 429;
        }
        if (!reached.get(number)) {
            reached.set(number);
            if (!scene.isThrottled(number) && !scene.isMute(number)) {
                others.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - firstNanos));
            }
        }
        return 200;
    }

    void answered() {
        inFlight--;
    }

    /** The table has been read, which is the first thing that a handler does. */
    void read() {
        if (firstNanos == 0) {
            firstNanos = System.nanoTime();
        }
    }

    boolean has(int number) {
        return number < scene.connections() && !deleted.get(number);
    }

    void delete(int number) {
        deleted.set(number);
    }

    Queue<String> queue() {
        return queue;
    }

    SceneReport report() {
        long youngDeleted = scene.isYoung(0) && deleted.get(0) ? 1 : 0;
        return new SceneReport(
                posts,
                reached.cardinality(),
                new SceneReport.Deleted(deleted.cardinality(), youngDeleted),
                mostInFlight,
                others.percentile(0.99),
                queue.size());
    }
}
