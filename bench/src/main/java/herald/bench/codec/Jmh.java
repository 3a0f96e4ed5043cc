package herald.bench.codec;

import herald.bench.report.Figures;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** {@link EventCodec} by JMH, each method in processes of its own. What JMH says goes to a file. */
final class Jmh {

    static final String NANOS = "nanos";
    static final String BYTES = "allocatedBytes";

    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final int FORKS = 3;
    private static final int WARM_UP = 5;
    private static final int MEASURED = 10;

    private final Workbench workbench;

    Jmh(Workbench workbench) {
        this.workbench = workbench;
    }

    /** Runs it; returns by method a figure for each second that was measured. */
    Figures measure(Compiler compiler) throws IOException {
        Path log = workbench.target().resolve("logs/jmh-" + compiler + ".log");
        Files.createDirectories(log.getParent());
        boolean quick = workbench.quick();
        var span = TimeValue.milliseconds(quick ? 300 : 1000);
        var options = new OptionsBuilder()
                .include(EventCodec.class.getName() + "\\..*")
                .addProfiler(GCProfiler.class)
                .forks(quick ? 1 : FORKS)
                .warmupIterations(quick ? 2 : WARM_UP)
                .warmupTime(span)
                .measurementIterations(quick ? 2 : MEASURED)
                .measurementTime(span)
                .jvmArgs("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=" + compiler.level())
                .shouldFailOnError(true)
                .output(log.toString())
                .build();
        var figures = new Figures();
        try {
            new Runner(options).run().forEach(result -> add(result, figures));
        } catch (RunnerException failed) {
            throw new IOException("JMH: " + failed.getMessage() + ", see " + log.getFileName(), failed);
        }
        return figures;
    }

    private static void add(RunResult result, Figures figures) {
        String method = result.getPrimaryResult().getLabel();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                figures.add(method, NANOS, iteration.getPrimaryResult().getScore());
                var allocated = iteration.getSecondaryResults().get(ALLOCATED);
                if (allocated != null) {
                    figures.add(method, BYTES, allocated.getScore());
                }
            }
        }
    }
}
