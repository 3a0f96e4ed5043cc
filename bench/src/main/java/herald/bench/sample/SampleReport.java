package herald.bench.sample;

import herald.bench.report.Result;
import herald.bench.report.Row;
import herald.bench.report.Spread;
import herald.bench.report.Table;
import herald.bench.report.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The result, by handler. */
record SampleReport(Map<String, Speed> speeds, Map<String, Conduct> conducts) {

    static final String HERALD = "Herald";
    static final String SAMPLE = "Node sample";

    Result result(String load, Map<String, String> versions, String method) {
        List<Row> raw = speeds.entrySet().stream()
                .map(speed -> new Row(
                        speed.getKey(),
                        Map.of(
                                "postsPerSecond", speed.getValue().posts(),
                                "cpuMicrosPerPost", speed.getValue().cpuMicros())))
                .toList();
        String left = speeds.containsKey(SAMPLE) ? "" : "\n\n**The Node sample could not be started here.**";
        return new Result(
                "Herald and the public samples' way, at 10 ms a post",
                new Result.Setup(versions, load),
                List.of(throughput(), behaviours()),
                targets(),
                raw,
                method.strip() + left);
    }

    private Table throughput() {
        List<List<String>> rows = new ArrayList<>();
        speeds.forEach((name, speed) -> rows.add(List.of(
                name,
                Spread.of(speed.posts()).toString(),
                Spread.of(speed.cpuMicros()).toString())));
        return new Table("1,000 healthy connections", List.of("", "posts/s", "CPU µs a post"), rows);
    }

    private Table behaviours() {
        List<String> headings =
                Stream.concat(Stream.of(""), conducts.keySet().stream()).toList();
        List<List<String>> rows = new ArrayList<>();
        for (String scene : herald().cells().keySet()) {
            List<String> row = new ArrayList<>(List.of(scene));
            conducts.values().forEach(conduct -> row.add(conduct.cells().getOrDefault(scene, "")));
            rows.add(row);
        }
        return new Table("What becomes of everybody", headings, rows);
    }

    private Conduct herald() {
        return Objects.requireNonNull(conducts.get(HERALD), HERALD);
    }

    private List<Target> targets() {
        Conduct herald = herald();
        return List.of(
                Target.atLeast("posts/s, of the sample's", 3, "", ratio(true)),
                Target.atMost("CPU a post, of the sample's", 0.25, "", ratio(false)),
                Target.atLeast("10 dead: others served", 989, "", (double)
                        herald.dead().served()),
                Target.atLeast(
                        "10 dead: old rows gone", 10, "", (double) herald.dead().oldDeleted()),
                Target.atLeast("10 dead: young row kept", 1, "", herald.dead().youngKept() ? 1.0 : 0.0),
                Target.atMost(
                        "10 dead: failed records", 0, "", (double) herald.dead().failures()),
                Target.atMost(
                        "5 throttled: p99 of the others, of the healthy run's",
                        1.1,
                        "",
                        herald.throttled().p99Ratio()),
                Target.atLeast("5 throttled: reached at last", 1000, "", (double)
                        herald.throttled().reachedAtLast()),
                Target.atMost(
                        "1 mute: p99 of the others, of the healthy run's",
                        1.1,
                        "",
                        herald.mute().p99Ratio()),
                Target.atLeast("1 mute: owed, not forgotten", 1, "", (double)
                        herald.mute().left()),
                Target.atLeast(
                        "4 pages: reached", 1000, "", (double) herald.reach().ofFourPages()),
                Target.atLeast("100,000 rows: reached", 100_000, "", (double)
                        herald.reach().ofMany()),
                Target.atMost("10 messages, 1,000 batch clients: posts", 1000, "", (double)
                        herald.reach().batchPosts()));
    }

    private @Nullable Double ratio(boolean posts) {
        Speed herald = speeds.get(HERALD);
        Speed sample = speeds.get(SAMPLE);
        if (herald == null || sample == null) {
            return null;
        }
        return posts
                ? Spread.of(herald.posts()).ratioTo(Spread.of(sample.posts()))
                : Spread.of(herald.cpuMicros()).ratioTo(Spread.of(sample.cpuMicros()));
    }
}
