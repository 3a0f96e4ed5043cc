package herald.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The measurements so far: by what was measured, by figure, in the order of the rounds. For one thread. */
public final class Figures {

    private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();

    public void add(String row, String figure, double measured) {
        rows.computeIfAbsent(row, absent -> new LinkedHashMap<>())
                .computeIfAbsent(figure, absent -> new ArrayList<>())
                .add(measured);
    }

    public Optional<Spread> spread(String row, String figure) {
        return Optional.ofNullable(rows.getOrDefault(row, Map.of()).get(figure)).map(Spread::of);
    }

    public Optional<Double> median(String row, String figure) {
        return spread(row, figure).map(Spread::median);
    }

    /** Returns how many times the base it is; nothing unless both were measured. */
    public Optional<Double> ratio(String row, String base, String figure) {
        return spread(row, figure).flatMap(one -> spread(base, figure).map(one::ratioTo));
    }

    /** A figure as a table shows it. */
    public String shown(String row, String figure) {
        return spread(row, figure).map(Spread::toString).orElse("");
    }

    /** The rows of the raw file; {@code prefix} tells these from another setting's. */
    public List<Row> raw(String prefix) {
        return rows.entrySet().stream()
                .map(row -> new Row(prefix + row.getKey(), row.getValue()))
                .toList();
    }
}
