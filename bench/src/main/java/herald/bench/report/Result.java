package herald.bench.report;

import java.util.List;
import java.util.Map;

/**
 * The result of a benchmark.
 *
 * @param raw all single measurements
 * @param method how it was measured and what that can't show
 */
public record Result(
        String title, Setup setup, List<Table> tables, List<Target> targets, List<Row> raw, String method) {

    /**
     * @param versions of everything that was compared, by name, in order
     * @param load what {@code Idle.await} said before
     */
    public record Setup(Map<String, String> versions, String load) {}
}
