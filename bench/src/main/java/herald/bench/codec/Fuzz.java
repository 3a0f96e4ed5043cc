package herald.bench.codec;

import herald.bench.rig.Child;
import herald.bench.rig.Workbench;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The functions' own fuzz test at length, in a process with little memory. */
final class Fuzz {

    private static final String TEST = "herald.socketio.CodecFuzz";
    private static final Duration PATIENCE = Duration.ofHours(1);

    private Fuzz() {}

    /**
     * The findings, which held for all inputs.
     *
     * @param packets how many of them were packets, damaged or not
     * @param faults how many different reasons the others were refused for
     */
    record Findings(long inputs, long packets, int faults, long seed) {}

    /** @throws IOException that names the input, if one broke a rule */
    static Findings run(Workbench workbench, long inputs, long seed) throws IOException, InterruptedException {
        Path tests = workbench.root().resolve("functions/target/test-classes");
        List<String> command = List.of(
                workbench.java("java"),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                workbench.classPath() + File.pathSeparator + tests,
                TEST,
                Long.toString(inputs),
                Long.toString(seed));
        Path log = workbench.target().resolve("logs/codec.log");
        try (Child child = Child.start(command, Map.of(), log)) {
            String[] words = child.next(PATIENCE).split(" ", 4);
            if (!words[0].equals("found")) {
                throw new IOException("the fuzz test found: " + String.join(" ", words));
            }
            return new Findings(Long.parseLong(words[1]), Long.parseLong(words[2]), Integer.parseInt(words[3]), seed);
        }
    }
}
