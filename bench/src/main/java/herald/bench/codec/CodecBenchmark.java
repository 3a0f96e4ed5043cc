package herald.bench.codec;

import herald.bench.report.Figures;
import herald.bench.report.Result;
import herald.bench.report.Row;
import herald.bench.report.Table;
import herald.bench.report.Target;
import herald.bench.rig.Benchmark;
import herald.bench.rig.Idle;
import herald.bench.rig.Versions;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code bench/run codec}: what it costs to write and to read an event of Socket.IO's, and what no input makes it do. */
public final class CodecBenchmark implements Benchmark {

    private static final double MICROSECOND = 1000;
    private static final long INPUTS = 10_000_000;
    private static final long QUICK_INPUTS = 100_000;

    /** A method of {@link EventCodec}, and what its row is called. */
    private record Way(String method, String title) {}

    private static final List<Way> WAYS = List.of(
            new Way("encode", "encode, to text"),
            new Way("encodeToFrame", "encode, to the frame's bytes"),
            new Way("decode", "decode"));

    @Override
    public String name() {
        return "codec";
    }

    @Override
    public String summary() {
        return "a Socket.IO event of 200 bytes written and read, by JMH; ten million fuzzed inputs (7 minutes)";
    }

    @Override
    public Result run(Workbench workbench) throws IOException, InterruptedException {
        String load = Idle.await();
        var jmh = new Jmh(workbench);
        Map<Compiler, Figures> figures = new EnumMap<>(Compiler.class);
        for (Compiler compiler : Compiler.values()) {
            workbench.say("codec: JMH, " + compiler);
            figures.put(compiler, jmh.measure(compiler));
        }
        long inputs = workbench.quick() ? QUICK_INPUTS : INPUTS;
        workbench.say("codec: %,d inputs".formatted(inputs));
        Fuzz.Findings findings = Fuzz.run(workbench, inputs, System.nanoTime());
        List<Row> raw = new ArrayList<>();
        figures.forEach((compiler, measured) -> raw.addAll(measured.raw(compiler + ": ")));
        raw.add(new Row("fuzz", Map.of("inputs", List.of((double) findings.inputs()), "packets", List.of((double)
                findings.packets()))));
        return new Result(
                "What Socket.IO's codec costs",
                new Result.Setup(Versions.ofJar(workbench, "JMH", "jmh-core"), load),
                List.of(table(figures)),
                targets(figures.getOrDefault(Compiler.C2, new Figures()), findings),
                raw,
                method(findings));
    }

    private static Table table(Map<Compiler, Figures> figures) {
        List<List<String>> rows = new ArrayList<>();
        for (Way way : WAYS) {
            List<String> row = new ArrayList<>(List.of(way.title()));
            figures.values().forEach(measured -> row.add(measured.shown(way.method(), Jmh.NANOS)));
            row.add(figures.getOrDefault(Compiler.C2, new Figures()).shown(way.method(), Jmh.BYTES));
            rows.add(row);
        }
        List<String> headings = new ArrayList<>(List.of(""));
        figures.keySet().forEach(compiler -> headings.add("ns, " + compiler));
        headings.add("bytes allocated, C2");
        return new Table("One event, %d bytes".formatted(EventCodec.FRAME_BYTES), headings, rows);
    }

    private static List<Target> targets(Figures figures, Fuzz.Findings findings) {
        // A short run says nothing of the whole.
        @Nullable Double all = findings.inputs() < INPUTS ? null : (double) findings.inputs();
        return List.of(
                Target.atMost(
                        "encode an event of 200 bytes",
                        MICROSECOND,
                        "ns",
                        figures.median("encode", Jmh.NANOS).orElse(null)),
                Target.atMost(
                        "decode it",
                        MICROSECOND,
                        "ns",
                        figures.median("decode", Jmh.NANOS).orElse(null)),
                Target.atLeast("fuzzed inputs without an exception", INPUTS, "", all));
    }

    private static String method(Fuzz.Findings findings) {
        return """
                JMH's average time on one thread, serial collector, median (least–most) of all seconds measured, in several \
                processes after a warm-up each. The event has one argument, an object of numbers, strings beyond ASCII and two \
                levels. C1 is what an environment runs before it is warm.

                The inputs: noise, damaged packets, depth, length; %,d of the %,d were packets, which came out the same when they \
                were written and read again; the others were refused for one of %d reasons. None threw, and none made the decoder \
                allocate more than 64 KB and 200 bytes for each char, in a process with 32 MB of heap. Seed %d.
                """.formatted(findings.packets(), findings.inputs(), findings.faults(), findings.seed());
    }
}
