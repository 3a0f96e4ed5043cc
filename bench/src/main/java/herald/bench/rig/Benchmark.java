package herald.bench.rig;

import herald.bench.report.Result;
import java.io.IOException;

/** A thing that can be measured, by its name. */
public interface Benchmark {

    /** The name that it is asked for by, and its result's file has. */
    String name();

    /** A line on what it measures. */
    String summary();

    /**
     * Measures. What can't be had here (a tool, a package) leaves its row out and says so in the result.
     *
     * @throws IOException if what the result as a whole stands on can't be started or breaks
     */
    Result run(Workbench workbench) throws IOException, InterruptedException;
}
