package herald.bench.coldstart;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A way to start a function's process.
 *
 * @param directory where it runs; the runtime client takes that for the task's folder
 */
record Variant(String name, List<String> command, Map<String, String> environment, Path directory) {}
