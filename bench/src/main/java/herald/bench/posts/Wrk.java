package herald.bench.posts;

import herald.bench.rig.Commands;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** wrk as the floor: a client that does nothing but write requests and read answers, on core 0. */
final class Wrk {

    static final String NAME = "wrk (the floor; does not sign)";

    private final Workbench workbench;

    private Wrk(Workbench workbench) {
        this.workbench = workbench;
    }

    /** @param program where it is, if it is */
    static Optional<Wrk> of(Workbench workbench, Optional<Path> program) {
        return program.map(there -> new Wrk(workbench));
    }

    WrkOutput run(String address, Duration time) throws IOException, InterruptedException {
        String script = workbench.root().resolve("bench/peers/wrk/post.lua").toString();
        String command = "TIMEFORMAT='" + WrkOutput.TIME_FORMAT + "'; time taskset -c 0 wrk -t1 -c"
                + Contenders.IN_FLIGHT + " -d" + Math.max(1, time.toSeconds()) + "s -s \"$0\" \"$1\"";
        WrkOutput output =
                WrkOutput.of(Commands.output(workbench.root(), List.of("bash", "-c", command, script, address)));
        if (output.failed() > 0) {
            throw new IOException("wrk had " + output.failed() + " failures");
        }
        return output;
    }
}
