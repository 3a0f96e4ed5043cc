package herald.bench.coldstart;

import java.util.List;
import java.util.Map;

/** A way to start a function's process. */
record Variant(String name, List<String> command, Map<String, String> environment) {}
