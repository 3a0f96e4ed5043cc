package herald.bench.coldstart;

import herald.bench.report.Figures;
import herald.bench.report.Result;
import herald.bench.report.Table;
import herald.bench.report.Target;
import herald.bench.rig.Benchmark;
import herald.bench.rig.Child;
import herald.bench.rig.Commands;
import herald.bench.rig.Idle;
import herald.bench.rig.Tools;
import herald.bench.rig.Versions;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** {@code bench/run coldstart}: how long a fresh process takes to its first post. */
public final class ColdStartBenchmark implements Benchmark {

    private static final String INIT = "millisToTheFirstNext";
    private static final String INVOCATION = "millisFromThereToTheFirstPost";
    private static final String TOTAL = "millisToTheFirstPost";

    private static final String BASE = Variants.name("lean", true, false);
    private static final int ROUNDS = 10;
    private static final int QUICK_ROUNDS = 3;
    private static final int FUNCTION_CORE = 0;
    private static final int OWN_CORE = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "coldstart";
    }

    @Override
    public String summary() {
        return "from the start of the function's process to its first post, by poster, compiler and cache (5 minutes)";
    }

    @Override
    public Result run(Workbench workbench) throws IOException, InterruptedException {
        String load = Idle.await();
        var tools = new Tools(workbench);
        int rounds = workbench.quick() ? QUICK_ROUNDS : ROUNDS;
        var figures = new Figures();
        try (var aws = new Aws()) {
            // Asked before, since afterwards it is one.
            String allCores = "0-" + (Runtime.getRuntime().availableProcessors() - 1);
            List<Variant> variants = new Variants(workbench, aws).all(tools);
            stayOn(workbench, Integer.toString(OWN_CORE));
            try {
                for (int round = 1; round <= rounds; round++) {
                    workbench.say("cold start: round " + round + " of " + rounds);
                    for (Variant variant : variants) {
                        measure(workbench, aws, variant, figures);
                    }
                }
            } finally {
                stayOn(workbench, allCores);
            }
            return new Result(
                    "From the start of a process to its first post",
                    new Result.Setup(Versions.of(workbench, tools), load),
                    List.of(table(variants, figures)),
                    List.of(Target.atMost(
                            "on demand, C1, the default poster",
                            900,
                            "ms",
                            figures.median(BASE, TOTAL).orElse(null))),
                    figures.raw(""),
                    method(rounds));
        }
    }

    /** The threads of answers, which must not take the function's core. */
    private static void stayOn(Workbench workbench, String cores) throws IOException, InterruptedException {
        String pid = Long.toString(ProcessHandle.current().pid());
        Commands.output(workbench.root(), List.of("taskset", "-a", "-p", "-c", cores, pid));
    }

    private static void measure(Workbench workbench, Aws aws, Variant variant, Figures figures)
            throws IOException, InterruptedException {
        var milestones = aws.expect();
        long start = System.nanoTime();
        try (Child child = Child.start(
                Workbench.pinned(FUNCTION_CORE, variant.command()),
                variant.environment(),
                variant.directory(),
                workbench.target().resolve("logs/coldstart.log"))) {
            child.whenEnded(() -> milestones.failed("its process ended"));
            Duration total = firstPost(milestones, child, start);
            Duration init = milestones.init(start);
            if (init.isPositive()) {
                figures.add(variant.name(), INIT, millis(init));
                figures.add(variant.name(), INVOCATION, millis(total.minus(init)));
            }
            figures.add(variant.name(), TOTAL, millis(total));
        } catch (IOException failed) {
            workbench.say(variant.name() + " is left out of this round: " + failed.getMessage());
        }
    }

    private static Duration firstPost(Milestones milestones, Child child, long start)
            throws IOException, InterruptedException {
        try {
            return milestones.firstPost(start, PATIENCE);
        } catch (IOException failed) {
            throw new IOException(failed.getMessage() + "; it said: " + child.said(), failed);
        }
    }

    private static Table table(List<Variant> variants, Figures figures) {
        return new Table(
                "",
                List.of("variant", "to first /next, ms", "from there to first post, ms", "total, ms", "of " + BASE),
                variants.stream()
                        .map(Variant::name)
                        .map(name -> List.of(
                                name,
                                figures.shown(name, INIT),
                                figures.shown(name, INVOCATION),
                                figures.shown(name, TOTAL),
                                figures.ratio(name, BASE, TOTAL)
                                        .map(ratio -> String.format(Locale.ROOT, "%.2f×", ratio))
                                        .orElse("")))
                        .toList());
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    private static String method(int rounds) {
        return """
                Herald's jar with its own handler under AWS's Java runtime client, in a new process each time, on core 0; what \
                stands for the Runtime API, DynamoDB and `@connections` is one small server on core 1. One message, one page, \
                one connection. Counted from before the process is started to the answered post. %d rounds, in each of which \
                every variant is started once; median (least–most). Without an AOT cache the jar is unpacked and the command \
                line is the managed runtime's; with one it stands on the class path, since such a cache holds no class of the \
                task's folder, and the cache is from a training run of one invocation. Node runs the same query and post by SDK \
                v3 in a plain process: its runtime client has to be compiled and is left out, which favours it. What Lambda adds \
                (placing the function, fetching its code) is not in it, nor is a network or TLS.""".formatted(rounds);
    }
}
