package herald.bench.endtoend;

import herald.bench.crowd.CrowdReport;
import herald.bench.report.Row;
import herald.bench.report.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The score of one contestant in all rounds. */
final class Score {

    private final String name;
    private final List<CrowdReport> steady = new ArrayList<>();
    private final List<CrowdReport> bursts = new ArrayList<>();

    Score(String name) {
        this.name = name;
    }

    void add(Round.Figures figures) {
        steady.add(figures.steady());
        bursts.addAll(figures.bursts());
    }

    String name() {
        return name;
    }

    Spread p50() {
        return Spread.of(millis(CrowdReport.Latency::p50));
    }

    Spread p90() {
        return Spread.of(millis(CrowdReport.Latency::p90));
    }

    Spread p99() {
        return Spread.of(millis(CrowdReport.Latency::p99));
    }

    Spread burst() {
        return Spread.of(figures(bursts, CrowdReport::deliveriesPerSecond));
    }

    long lost() {
        return sum(CrowdReport::lost);
    }

    long duplicates() {
        return sum(CrowdReport::duplicates);
    }

    Row raw() {
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        figures.put("p50Millis", millis(CrowdReport.Latency::p50));
        figures.put("p90Millis", millis(CrowdReport.Latency::p90));
        figures.put("p99Millis", millis(CrowdReport.Latency::p99));
        figures.put("burstDeliveriesPerSecond", figures(bursts, CrowdReport::deliveriesPerSecond));
        figures.put("lost", List.of((double) lost()));
        figures.put("duplicates", List.of((double) duplicates()));
        return new Row(name, figures);
    }

    private List<Double> millis(ToLongFunction<CrowdReport.Latency> micros) {
        return figures(steady, report -> micros.applyAsLong(report.latency()) / 1000.0);
    }

    private static List<Double> figures(List<CrowdReport> reports, ToDoubleFunction<CrowdReport> figure) {
        return reports.stream().map(figure::applyAsDouble).toList();
    }

    private long sum(ToLongFunction<CrowdReport> count) {
        return steady.stream().mapToLong(count).sum()
                + bursts.stream().mapToLong(count).sum();
    }
}
