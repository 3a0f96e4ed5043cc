package herald.bench.scale;

import herald.bench.report.Result;
import herald.bench.report.Row;
import herald.bench.report.Spread;
import herald.bench.report.Table;
import herald.bench.report.Target;
import herald.bench.rig.Benchmark;
import herald.bench.rig.Idle;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code bench/run scale}: one message to 10,000, 100,000 and 1,000,000 connections, {@link FanOutSimulation} against API
 * Gateway's quota, and the engine's {@link Heap}.
 */
public final class ScaleBenchmark implements Benchmark {

    private static final int CONNECTIONS = 10_000;

    /** The default poster, as {@code bench/run posts} measures it, with what the engine adds; and the SDK's own. */
    private static final Duration LEAN = Duration.ofNanos(20_000);

    private static final Duration STOCK = Duration.ofNanos(115_000);
    private static final int TEMPLATE_CONCURRENCY = 10;
    private static final long SEED = 1;

    /** A few pages under way, more or less. A single reference kept for each connection would be twice as much. */
    private static final double FLAT_KB = 4096;

    private static final String METHOD = """
            The first table is a simulation: the engine's own classes in simulated time (`FanOutSimulation`), one message of 200
            bytes, plain clients. Around the engine: API Gateway's account quota as a token bucket (10,000 posts a second, burst
            5,000; over it 429), posts that take 12 ms in the median (log-normal, sigma 0.5), pages of 1,000 rows in 8 ms, SQS in 10
            to 15 ms, 0.5 s for an environment's first invocation, an event source that begins with five invocations and adds five
            a second up to MaximumConcurrency; an environment has one CPU, on which a post costs the time given, and keeps its pace
            from one invocation to the next. The floor is the quota's: (connections − 5,000) / 10,000 s. The time runs from the
            send to the last delivery. Everything is on one seed and comes out the same on every machine.

            Dollars are those of us-east-1 for this one message, by AWS's price pages, to be checked by hand when deploying:
            WebSocket messages 1.00 a million, Lambda arm64 0.0000133334 a GB-second and 0.20 a million requests, SQS 0.40 a
            million, DynamoDB 0.125 a million reads and 0.625 a million writes.

            The second table is not simulated: one invocation's engine in a process of its own with ports in memory, garbage collected at
            eight places on its way, so what is left is what lives.
            """;

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String summary() {
        return "a million connections in simulated time against API Gateway's quota; the engine's memory";
    }

    @Override
    public Result run(Workbench workbench) throws IOException, InterruptedException {
        String load = Idle.await();
        List<FanOutSimulation.Course> courses = new ArrayList<>();
        for (Scenario scenario : scenarios(workbench.quick())) {
            workbench.say("scale: " + scenario);
            courses.add(FanOutSimulation.of(scenario, SEED));
        }
        Map<Integer, Long> heap = new LinkedHashMap<>();
        for (int connections : List.of(1000, 10_000, 100_000, 1_000_000)) {
            workbench.say("scale: heap at " + connections + " connections");
            heap.put(connections, Heap.highWater(workbench, connections));
        }
        return new Result(
                "Up to a million connections",
                new Result.Setup(Map.of(), load),
                List.of(courses(courses), heap(heap)),
                targets(courses, heap),
                raw(courses, heap),
                METHOD);
    }

    private static List<Scenario> scenarios(boolean quick) {
        List<Scenario> scenarios = new ArrayList<>();
        for (int shards : List.of(1, 10, 100)) {
            for (int concurrency : quick || shards == 1 ? List.of(TEMPLATE_CONCURRENCY) : List.of(2, 10, 50)) {
                scenarios.add(new Scenario(shards, CONNECTIONS, concurrency, LEAN));
            }
        }
        scenarios.add(new Scenario(100, CONNECTIONS, TEMPLATE_CONCURRENCY, STOCK));
        return scenarios;
    }

    private static Table courses(List<FanOutSimulation.Course> courses) {
        List<List<String>> rows = new ArrayList<>();
        for (FanOutSimulation.Course course : courses) {
            Scenario scenario = course.scenario();
            Counts counts = course.counts();
            rows.add(List.of(
                    "%,d × %,d".formatted(scenario.shards(), scenario.connections()),
                    Integer.toString(scenario.concurrency()),
                    Spread.digits(scenario.postCpu().toNanos() / 1000.0),
                    seconds(course.floorSeconds()),
                    seconds(course.seconds()),
                    percent(course.floorSeconds() / course.seconds()),
                    percent(counts.throttledShare()),
                    Integer.toString(course.lost()),
                    Long.toString(counts.duplicates()),
                    Long.toString(counts.invocations()),
                    seconds(counts.billedSeconds()),
                    FanOutCosts.of(counts).toString()));
        }
        return new Table(
                "One message, simulated",
                List.of(
                        "shards × connections",
                        "MaximumConcurrency",
                        "CPU µs a post",
                        "floor s",
                        "time s",
                        "of the floor's rate",
                        "posts wasted on 429",
                        "lost",
                        "twice",
                        "invocations",
                        "Lambda s",
                        "dollars"),
                rows);
    }

    private static Table heap(Map<Integer, Long> heap) {
        List<List<String>> rows = new ArrayList<>();
        heap.forEach(
                (connections, bytes) -> rows.add(List.of("%,d".formatted(connections), Spread.digits(bytes / 1024.0))));
        return new Table("Memory of one fan-out, at its highest", List.of("connections", "live KB"), rows);
    }

    private static List<Target> targets(List<FanOutSimulation.Course> courses, Map<Integer, Long> heap) {
        FanOutSimulation.Course million = courses.stream()
                .filter(course -> course.scenario().shards() == 100
                        && course.scenario().concurrency() == TEMPLATE_CONCURRENCY
                        && course.scenario().postCpu().equals(LEAN))
                .findFirst()
                .orElseThrow();
        long lost = courses.stream().mapToLong(FanOutSimulation.Course::lost).sum();
        double growth = heap.getOrDefault(1_000_000, 0L) - heap.getOrDefault(1000, 0L);
        return List.of(
                Target.atLeast(
                        "share of the quota's rate at 1,000,000 connections",
                        95,
                        "%",
                        100 * million.floorSeconds() / million.seconds()),
                Target.atMost(
                        "posts wasted on 429 at 1,000,000 connections",
                        1,
                        "%",
                        100 * million.counts().throttledShare()),
                Target.atMost("connections not reached, all scenarios", 0, "", (double) lost),
                Target.atMost("live memory at 1,000,000 connections over that at 1,000", FLAT_KB, "KB", growth / 1024));
    }

    private static List<Row> raw(List<FanOutSimulation.Course> courses, Map<Integer, Long> heap) {
        List<Row> rows = new ArrayList<>();
        for (FanOutSimulation.Course course : courses) {
            Map<String, List<Double>> figures = new LinkedHashMap<>();
            figures.put("seconds", List.of(course.seconds()));
            figures.put("floorSeconds", List.of(course.floorSeconds()));
            figures.put("throttledShare", List.of(course.counts().throttledShare()));
            figures.put("environments", List.of((double) course.environments()));
            figures.put("billedSeconds", List.of(course.counts().billedSeconds()));
            figures.put("dollars", List.of(FanOutCosts.of(course.counts()).all()));
            rows.add(new Row(course.scenario().toString(), figures));
        }
        Map<String, List<Double>> bytes = new LinkedHashMap<>();
        heap.forEach((connections, live) -> bytes.put("liveBytesAt" + connections, List.of((double) live)));
        rows.add(new Row("heap", bytes));
        return rows;
    }

    private static String seconds(double seconds) {
        return Spread.digits(seconds);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
