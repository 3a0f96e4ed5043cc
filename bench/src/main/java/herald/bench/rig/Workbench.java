package herald.bench.rig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The place of a run, and its thoroughness.
 *
 * @param root the repository
 * @param quick whether short settings will do, since the figures are not going to be used
 */
public record Workbench(Path root, boolean quick) {

    /** The folder of what is built or fetched, which is not committed. */
    public Path target() {
        return root.resolve("bench/target");
    }

    /** The deployable jar. */
    public Path heraldJar() {
        return root.resolve("functions/target/herald.jar");
    }

    /** The benchmarks' own jar, without what they were compiled against. */
    public Path ownJar() {
        return Path.of(classPath().split(":", 2)[0]);
    }

    /** The JDK's own program, the one that runs this. */
    public String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    /** The class path of this process: the benchmarks and all that they were compiled against. */
    public String classPath() {
        return System.getProperty("java.class.path");
    }

    /** A command that runs on one core only, where the system has {@code taskset}. */
    public static List<String> pinned(int core, List<String> command) {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
        pinned.addAll(command);
        return pinned;
    }

    /** Says on standard error how far a long run is. */
    public void say(String what) {
        System.err.println("bench: " + what);
    }
}
