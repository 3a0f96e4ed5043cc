package herald.bench.posts;

import herald.bench.report.Figures;
import herald.bench.rig.Tools;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The first thousand posts of a fresh process: the clients in turn, round after round, each time a new process. */
final class Cold {

    static final String FIRST = "secondsForTheFirst1000Posts";
    static final String BUILDING = "secondsToBuildTheClient";
    static final long POSTS = 1000;

    private final Workbench workbench;
    private final Tools tools;
    private final Contenders contenders;
    private final int rounds;

    Cold(Workbench workbench, Tools tools, Contenders contenders) {
        this.workbench = workbench;
        this.tools = tools;
        this.contenders = contenders;
        rounds = workbench.quick() ? 3 : 5;
    }

    /** Nothing is measured if there is no stub for it. */
    Figures measure(Setting setting, Optional<Credential> credential) throws IOException, InterruptedException {
        var figures = new Figures();
        Optional<RunningStub> stub = RunningStub.start(workbench, tools, setting.tls() ? credential : Optional.empty());
        if (stub.isEmpty()) {
            return figures;
        }
        try (RunningStub running = stub.get()) {
            List<Contender> fresh = contenders.of(setting, running.port(), credential).stream()
                    .filter(Contender::firstThousand)
                    .toList();
            for (int round = 1; round <= rounds; round++) {
                workbench.say(setting.title() + ", fresh: round " + round + " of " + rounds);
                for (Contender contender : fresh) {
                    measure(contender, figures);
                }
            }
        }
        return figures;
    }

    private void measure(Contender contender, Figures figures) throws InterruptedException {
        Path logs = workbench.target().resolve("logs");
        try (Worker worker = Worker.start(contender, logs)) {
            Worker.Stint done = worker.posts(POSTS, Warm.FRAME);
            figures.add(contender.name(), FIRST, Worker.seconds(done.time()));
            figures.add(contender.name(), BUILDING, Worker.seconds(worker.building()));
        } catch (IOException failed) {
            workbench.say(contender.name() + " is left out of this round: " + failed.getMessage());
        }
    }
}
