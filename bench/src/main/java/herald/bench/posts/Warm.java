package herald.bench.posts;

import herald.bench.report.Figures;
import herald.bench.rig.Tools;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Steady state: every client in a process of its own, warmed up and then left running, and round after round each is
 * measured in turn, alone.
 */
final class Warm {

    static final String RATE = "postsPerSecond";
    static final String CPU = "cpuMicrosPerPost";
    static final String CPU_2K = "cpuMicrosPerPostOf2000Bytes";
    static final String STUB_CEILING = "answersPerCpuSecondOfTheStub";

    static final int FRAME = 200;
    static final int COALESCED_FRAME = 2000;

    private final Workbench workbench;
    private final Tools tools;
    private final Contenders contenders;
    private final Optional<Wrk> wrk;
    private final int rounds;
    private final Duration window;

    Warm(Workbench workbench, Tools tools, Contenders contenders) throws InterruptedException {
        this.workbench = workbench;
        this.tools = tools;
        this.contenders = contenders;
        wrk = Wrk.of(workbench, tools.wrk());
        rounds = workbench.quick() ? 3 : 5;
        window = workbench.quick() ? Duration.ofSeconds(1) : Duration.ofSeconds(4);
    }

    Duration window() {
        return window;
    }

    int rounds() {
        return rounds;
    }

    /** Nothing is measured if there is no stub for it. */
    Figures measure(Setting setting, Optional<Credential> credential) throws IOException, InterruptedException {
        var figures = new Figures();
        Optional<RunningStub> stub = RunningStub.start(workbench, tools, setting.tls() ? credential : Optional.empty());
        if (stub.isEmpty()) {
            return figures;
        }
        Map<Contender, Worker> workers = new LinkedHashMap<>();
        try (RunningStub running = stub.get()) {
            for (Contender contender : contenders.of(setting, running.port(), credential)) {
                warmed(setting, contender).ifPresent(worker -> workers.put(contender, worker));
            }
            for (int round = 1; round <= rounds; round++) {
                workbench.say(setting.title() + ", warm: round " + round + " of " + rounds);
                floor(setting, running, figures);
                for (Map.Entry<Contender, Worker> entry : workers.entrySet()) {
                    measure(entry.getKey(), entry.getValue(), figures);
                }
            }
        } finally {
            workers.values().forEach(Worker::close);
        }
        return figures;
    }

    private Optional<Worker> warmed(Setting setting, Contender contender) throws InterruptedException {
        workbench.say(setting.title() + ", warming up: " + contender.name());
        Path logs = workbench.target().resolve("logs");
        try {
            Worker worker = Worker.start(contender, logs);
            try {
                worker.posts(contender.warmUp(), FRAME);
                return Optional.of(worker);
            } catch (IOException failed) {
                worker.close();
                throw failed;
            }
        } catch (IOException failed) {
            workbench.say(contender.name() + " is left out: " + failed.getMessage());
            return Optional.empty();
        }
    }

    private void floor(Setting setting, RunningStub stub, Figures figures) throws IOException, InterruptedException {
        if (wrk.isEmpty()) {
            return;
        }
        Duration before = stub.cpu();
        WrkOutput done = wrk.get().run(setting.address(stub.port()), window);
        Duration busy = stub.cpu().minus(before);
        figures.add(Wrk.NAME, RATE, done.requests() / done.seconds());
        figures.add(Wrk.NAME, CPU, done.cpuSeconds() * 1e6 / done.requests());
        figures.add(Wrk.NAME, STUB_CEILING, done.requests() / Worker.seconds(busy));
    }

    private void measure(Contender contender, Worker worker, Figures figures) throws IOException, InterruptedException {
        Worker.Stint done = worker.during(window, FRAME);
        figures.add(contender.name(), RATE, done.postsPerSecond());
        figures.add(contender.name(), CPU, done.cpuMicrosPerPost());
        if (contender.firstThousand()) {
            Worker.Stint coalesced = worker.during(window.dividedBy(2), COALESCED_FRAME);
            figures.add(contender.name(), CPU_2K, coalesced.cpuMicrosPerPost());
        }
    }
}
