package herald.bench;

import herald.bench.codec.CodecBenchmark;
import herald.bench.coldstart.ColdStartBenchmark;
import herald.bench.endtoend.EndToEndBenchmark;
import herald.bench.posts.PostsBenchmark;
import herald.bench.report.Result;
import herald.bench.report.ResultFiles;
import herald.bench.rig.Benchmark;
import herald.bench.rig.Workbench;
import herald.bench.sample.SampleBenchmark;
import herald.bench.scale.ScaleBenchmark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code bench/run}. Ends with 2 if it was called wrongly, 1 if a benchmark could not run. */
final class Run {

    /** The benchmarks there are; an addition goes here. */
    private static final List<Benchmark> BENCHMARKS = List.of(
            new PostsBenchmark(),
            new ColdStartBenchmark(),
            new EndToEndBenchmark(),
            new SampleBenchmark(),
            new ScaleBenchmark(),
            new CodecBenchmark());

    private Run() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(
                switch (Request.of(List.of(arguments), names())) {
                    case Request.Explain() -> explain();
                    case Request.Wrong(String reason) -> refuse(reason);
                    case Request.Measure measure -> measure(measure, List.of(arguments));
                });
    }

    private static List<String> names() {
        return BENCHMARKS.stream().map(Benchmark::name).toList();
    }

    private static int explain() {
        System.out.println("bench/run [--quick] [NAME…]   measures, and writes bench/results/NAME.md and NAME.json\n");
        BENCHMARKS.forEach(benchmark -> System.out.printf("  %-12s %s%n", benchmark.name(), benchmark.summary()));
        System.out.println("\nWithout a name: all. --quick: short and not to be cited, into bench/target/results.");
        return 0;
    }

    private static int refuse(String reason) {
        System.err.println("bench/run: " + reason);
        return 2;
    }

    private static int measure(Request.Measure request, List<String> arguments) throws InterruptedException {
        var workbench = new Workbench(Path.of(System.getProperty("herald.root", ".")), request.quick());
        // What is not to be cited must not lie where it could be.
        Path directory = request.quick()
                ? workbench.target().resolve("results")
                : workbench.root().resolve("bench/results");
        var files = new ResultFiles(
                directory,
                String.join(" ", "bench/run", String.join(" ", arguments)).strip());
        int code = 0;
        for (Benchmark benchmark : BENCHMARKS) {
            if (request.names().contains(benchmark.name())) {
                code = Math.max(code, measure(benchmark, workbench, files));
            }
        }
        return code;
    }

    private static int measure(Benchmark benchmark, Workbench workbench, ResultFiles files)
            throws InterruptedException {
        try {
            workbench.say(benchmark.name() + ": " + benchmark.summary());
            Result result = benchmark.run(workbench);
            Path written = files.write(benchmark.name(), result);
            workbench.say(benchmark.name() + ": written to " + workbench.root().relativize(written));
            return 0;
        } catch (IOException failed) {
            System.err.println("bench/run: " + benchmark.name() + " could not run: " + failed.getMessage());
            return 1;
        }
    }
}
