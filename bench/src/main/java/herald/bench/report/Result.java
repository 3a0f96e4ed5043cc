package herald.bench.report;

import java.util.List;
import java.util.Map;

/**
 * What a benchmark has to say.
 *
 * @param versions of everything that was compared, by name, in order
 * @param load what {@code Idle.await} said before
 * @param raw all single measurements
 * @param method how it was measured and what that can't show
 */
public record Result(
        String title,
        Map<String, String> versions,
        String load,
        List<Table> tables,
        List<Target> targets,
        List<Row> raw,
        String method) {}
