package herald.bench.sample;

import herald.bench.report.Spread;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The conduct of a handler in scenes that are not healthy.
 *
 * @param cells what a table says of it, by scene
 */
record Conduct(Map<String, String> cells, Dead dead, Throttled throttled, Mute mute, Reach reach) {

    static final int CONNECTIONS = 1000;
    static final int DEAD = 10;
    static final int THROTTLED = 5;
    static final int MANY = 100_000;

    private static final int REFUSALS = 3;

    /** The most repeats of this scene, each of which takes seconds. */
    private static final int MOST_MUTE_REPEATS = 7;

    private static final int MESSAGES = 10;
    private static final int PAGES = 4;

    /** @param served of those that are alive */
    record Dead(long served, long oldDeleted, boolean youngKept, int failures) {}

    /** @param p99Ratio of the others, to what it is when all are healthy */
    record Throttled(double p99Ratio, long reachedAtLast, int failures) {

        private String cell() {
            return "p99 of the others %s of the healthy run's, %d of 5 reached at last, %s"
                    .formatted(Spread.digits(p99Ratio), reachedAtLast - CONNECTIONS + THROTTLED, ended(failures));
        }
    }

    /**
     * @param p99Ratio of the others, to what it is when all are healthy
     * @param left messages on the delivery queue, so that the mute one is not forgotten
     */
    record Mute(double p99Ratio, long left, int failures, Duration took) {}

    /**
     * @param ofFourPages reached in a table of so many
     * @param ofMany reached in a table of {@link #MANY} rows
     * @param batchPosts posts that ten messages to batch clients took
     */
    record Reach(long ofFourPages, long ofMany, long batchPosts) {}

    static Conduct of(Behaviour behaviour, int repeats) throws IOException, InterruptedException {
        Dead dead = dead(behaviour);
        Throttled throttled = throttled(behaviour, repeats, CONNECTIONS / THROTTLED);
        Throttled neighbours = throttled(behaviour, repeats, 1);
        Mute mute = mute(behaviour, Math.min(repeats, MOST_MUTE_REPEATS));
        long fourPages =
                reached(behaviour, new Scene(CONNECTIONS, CONNECTIONS / PAGES, 0, Scene.Slowness.NONE, 0, false));
        long many = reached(behaviour, new Scene(MANY, CONNECTIONS, 0, Scene.Slowness.NONE, 0, false));
        var batch = new Scene(CONNECTIONS, CONNECTIONS, 0, Scene.Slowness.NONE, 0, true);
        long batchPosts = behaviour.in(batch, MESSAGES).last().posts();
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put(
                "10 dead of 1,000 and a young one",
                "%d of 989 served, %d of 10 old rows gone, young one %s, %s"
                        .formatted(
                                dead.served(),
                                dead.oldDeleted(),
                                dead.youngKept() ? "kept" : "deleted",
                                ended(dead.failures())));
        cells.put("5 throttled of 1,000, among the others", throttled.cell());
        cells.put("5 throttled of 1,000, next to each other", neighbours.cell());
        cells.put(
                "1 of 1,000 that answers after 5 s",
                "p99 of the others %s of the healthy run's, the call %s s, %s"
                        .formatted(
                                Spread.digits(mute.p99Ratio()),
                                Spread.digits(mute.took().toMillis() / 1e3),
                                ended(mute.failures())));
        cells.put("a table of 4 pages", "%d of 1,000 reached".formatted(fourPages));
        cells.put("a table of 100,000 rows", "%,d of 100,000 reached".formatted(many));
        cells.put("10 messages to 1,000 batch clients", "%,d posts".formatted(batchPosts));
        return new Conduct(cells, dead, throttled, mute, new Reach(fourPages, many, batchPosts));
    }

    private static String ended(int failures) {
        return failures == 0 ? "success" : "failure";
    }

    /** The conduct in a scene where beside the dead ones there is one that is not old enough to be taken for dead. */
    private static Dead dead(Behaviour behaviour) throws IOException, InterruptedException {
        // Once: what is owed to the young one comes back at once here, and would for ever.
        Behaviour.Observation seen =
                behaviour.once(new Scene(CONNECTIONS, CONNECTIONS, DEAD + 1, Scene.Slowness.NONE, 0, false), 1);
        SceneReport first = seen.first();
        return new Dead(
                first.reached(),
                first.deleted().all() - first.deleted().young(),
                first.deleted().young() == 0,
                seen.call().failures());
    }

    private static Throttled throttled(Behaviour behaviour, int repeats, int apart)
            throws IOException, InterruptedException {
        var slowness = new Scene.Slowness(THROTTLED, apart, REFUSALS);
        List<Double> healthy = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        long reached = CONNECTIONS;
        int failures = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            healthy.add(
                    (double) behaviour.in(Scene.healthy(CONNECTIONS), 1).first().p99Micros());
            Behaviour.Observation seen = behaviour.in(new Scene(CONNECTIONS, CONNECTIONS, 0, slowness, 0, false), 1);
            others.add((double) seen.first().p99Micros());
            reached = Math.min(reached, seen.last().reached());
            failures += seen.call().failures();
        }
        return new Throttled(Spread.of(others).ratioTo(Spread.of(healthy)), reached, failures);
    }

    private static Mute mute(Behaviour behaviour, int repeats) throws IOException, InterruptedException {
        List<Double> healthy = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        long left = Long.MAX_VALUE;
        int failures = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            healthy.add((double)
                    behaviour.once(Scene.healthy(CONNECTIONS), 1).first().p99Micros());
            Behaviour.Observation seen =
                    behaviour.once(new Scene(CONNECTIONS, CONNECTIONS, 0, Scene.Slowness.NONE, 1, false), 1);
            others.add((double) seen.first().p99Micros());
            millis.add(seen.call().micros() / 1e3);
            left = Math.min(left, seen.first().queued());
            failures += seen.call().failures();
        }
        Duration took = Duration.ofMillis(Math.round(Spread.of(millis).median()));
        return new Mute(Spread.of(others).ratioTo(Spread.of(healthy)), left, failures, took);
    }

    private static long reached(Behaviour behaviour, Scene scene) throws IOException, InterruptedException {
        return behaviour.in(scene, 1).last().reached();
    }
}
