package herald.bench.posts;

import herald.bench.report.Figures;
import herald.bench.report.Result;
import herald.bench.report.Row;
import herald.bench.rig.Benchmark;
import herald.bench.rig.Idle;
import herald.bench.rig.Tools;
import herald.bench.rig.Versions;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code bench/run posts}: what a post costs, by client. */
public final class PostsBenchmark implements Benchmark {

    @Override
    public String name() {
        return "posts";
    }

    @Override
    public String summary() {
        return "what a post costs: lean, the SDK's clients, Node, boto3, wrk; warm and fresh, plain and TLS (25 minutes)";
    }

    @Override
    public Result run(Workbench workbench) throws IOException, InterruptedException {
        String load = Idle.await();
        var tools = new Tools(workbench);
        var contenders = new Contenders(workbench, tools);
        var warm = new Warm(workbench, tools, contenders);
        var cold = new Cold(workbench, tools, contenders);
        var credential = Optional.of(Credential.make(workbench));
        Map<Setting, Figures> steady = new EnumMap<>(Setting.class);
        Map<Setting, Figures> fresh = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            steady.put(setting, warm.measure(setting, credential));
            fresh.put(setting, cold.measure(setting, credential));
        }
        List<Row> raw = new ArrayList<>();
        steady.forEach((setting, figures) -> raw.addAll(figures.raw("warm, " + setting.title() + ": ")));
        fresh.forEach((setting, figures) -> raw.addAll(figures.raw("fresh, " + setting.title() + ": ")));
        var report = new PostsReport(steady, fresh);
        return new Result(
                "What a post costs",
                new Result.Setup(Versions.of(workbench, tools), load),
                report.tables(),
                report.targets(),
                raw,
                method(warm, steady, tools));
    }

    private static String method(Warm warm, Map<Setting, Figures> steady, Tools tools) {
        String ceilings = String.join(
                ", ",
                List.of(Setting.PLAIN, Setting.TLS).stream()
                        .map(setting -> setting.title() + " "
                                + steady.getOrDefault(setting, new Figures())
                                        .spread(Wrk.NAME, Warm.STUB_CEILING)
                                        .map(Object::toString)
                                        .orElse("not measured"))
                        .toList());
        String left = tools.missing().isEmpty() ? "" : "\n\nNot here: " + String.join("; ", tools.missing()) + ".";
        return """
                Each client runs in a process of its own on core 0, the stub that answers at once on core 1; 200-byte frames, \
                a new one every 1,000 posts, %d posts in flight (Node: 200 at once by `Promise.all`). Warm: after up to \
                300,000 posts (lean), 150,000 (SDK; 40,000 at C1), 20,000 (Node), 2,000 (boto3); then %d rounds, in each of \
                which every client is measured for %d s in turn while the others wait. CPU is what the kernel counted for the \
                whole process in that time, compilers and collector too. Median (least–most). What the stub could answer with \
                a core to itself, in answers/s while wrk drew on it: %s. The clients' heap is that of a 512 MB function with \
                the serial collector. wrk sends a request of the SDK's size, always the same, and signs nothing. The stub has \
                no network between and no delay: this is the cost of a post, not its latency, and on AWS other things (the \
                account's quota of 10,000 posts/s first) limit the rate.%s""".formatted(Contenders.IN_FLIGHT, warm.rounds(), warm.window().toSeconds(), ceilings, left);
    }
}
