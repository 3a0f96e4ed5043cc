package herald.bench.posts;

import herald.bench.report.Figures;
import herald.bench.report.Spread;
import herald.bench.report.Table;
import herald.bench.report.Target;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The measurements as tables, and held against what was to be shown. */
final class PostsReport {

    private static final List<String> ROWS = List.of(
            Wrk.NAME,
            Contenders.LEAN,
            Contenders.TUNED,
            Contenders.STOCK,
            Contenders.CRT,
            Contenders.NODE,
            Contenders.LOOP,
            Contenders.POOL);
    private static final int COALESCED = 10;

    private final Map<Setting, Figures> warm = new EnumMap<>(Setting.class);
    private final Map<Setting, Figures> cold = new EnumMap<>(Setting.class);

    PostsReport(Map<Setting, Figures> warm, Map<Setting, Figures> cold) {
        this.warm.putAll(warm);
        this.cold.putAll(cold);
    }

    List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        warm.forEach((setting, figures) -> tables.add(warm(setting, figures)));
        tables.add(fresh());
        tables.add(coalescing());
        return tables.stream().filter(table -> !table.rows().isEmpty()).toList();
    }

    private static Table warm(Setting setting, Figures figures) {
        List<List<String>> rows = rows(figures, Warm.CPU)
                .map(name -> List.of(
                        name,
                        shown(figures.spread(name, Warm.RATE)),
                        shown(figures.spread(name, Warm.CPU)),
                        times(figures.ratio(name, Wrk.NAME, Warm.RATE)),
                        times(figures.ratio(name, Contenders.LEAN, Warm.CPU))))
                .toList();
        return new Table(
                "Warm, " + setting.title(),
                List.of("client", "posts/s", "CPU µs a post", "of wrk's rate", "of lean's CPU"),
                rows);
    }

    private Table fresh() {
        List<List<String>> rows = ROWS.stream()
                .filter(name -> cold.values().stream()
                        .anyMatch(figures -> figures.spread(name, Cold.FIRST).isPresent()))
                .map(name -> Stream.concat(
                                Stream.of(name),
                                Stream.of(Setting.values()).map(setting -> shown(cold(setting, name, Cold.FIRST))))
                        .toList())
                .toList();
        List<String> headings = Stream.concat(
                        Stream.of("client"), Stream.of(Setting.values()).map(Setting::title))
                .toList();
        return new Table("First 1,000 posts of a fresh process, in seconds from the first call", headings, rows);
    }

    private Table coalescing() {
        Figures figures = warm.getOrDefault(Setting.PLAIN, new Figures());
        List<List<String>> rows = rows(figures, Warm.CPU_2K)
                .map(name -> List.of(
                        name,
                        shown(figures.median(name, Warm.CPU).map(micros -> Spread.of(COALESCED * micros))),
                        shown(figures.spread(name, Warm.CPU_2K)),
                        times(cheaper(name))))
                .toList();
        return new Table(
                "Ten messages of 200 bytes to one connection, CPU µs, plain HTTP, warm",
                List.of("client", "in ten posts", "in one post", "times cheaper"),
                rows);
    }

    List<Target> targets() {
        return List.of(
                Target.atMost("warm, plain: CPU a post", 16, "µs", cpu(Setting.PLAIN)),
                Target.atLeast("warm, plain: of wrk's rate", 0.6, "", ofWrk(Setting.PLAIN)),
                Target.atLeast("warm, plain: less CPU than the stock SDK with Netty", 7, "×", less(Contenders.STOCK)),
                Target.atLeast("warm, plain: less CPU than Node", 25, "×", less(Contenders.NODE)),
                Target.atMost("warm, TLS: CPU a post", 25, "µs", cpu(Setting.TLS)),
                Target.atLeast("warm, TLS: of wrk's rate", 0.6, "", ofWrk(Setting.TLS)),
                Target.atMost("C1, plain: CPU a post", 28, "µs", cpu(Setting.PLAIN_C1)),
                Target.atMost("fresh, C1, plain: first 1,000 posts", 0.35, "s", first(Setting.PLAIN_C1)),
                Target.atMost("fresh, C1, TLS: first 1,000 posts", 1.1, "s", first(Setting.TLS_C1)),
                Target.atLeast(
                        "ten messages in one post cheaper than in ten",
                        6,
                        "×",
                        cheaper(Contenders.LEAN).orElse(null)));
    }

    private @Nullable Double cpu(Setting setting) {
        return warm.getOrDefault(setting, new Figures())
                .median(Contenders.LEAN, Warm.CPU)
                .orElse(null);
    }

    private @Nullable Double ofWrk(Setting setting) {
        return warm.getOrDefault(setting, new Figures())
                .ratio(Contenders.LEAN, Wrk.NAME, Warm.RATE)
                .orElse(null);
    }

    private @Nullable Double less(String than) {
        return warm.getOrDefault(Setting.PLAIN, new Figures())
                .ratio(than, Contenders.LEAN, Warm.CPU)
                .orElse(null);
    }

    private @Nullable Double first(Setting setting) {
        return cold(setting, Contenders.LEAN, Cold.FIRST).map(Spread::median).orElse(null);
    }

    private Optional<Double> cheaper(String name) {
        Figures figures = warm.getOrDefault(Setting.PLAIN, new Figures());
        return figures.median(name, Warm.CPU)
                .flatMap(ten -> figures.median(name, Warm.CPU_2K).map(one -> COALESCED * ten / one));
    }

    private Optional<Spread> cold(Setting setting, String name, String figure) {
        return cold.getOrDefault(setting, new Figures()).spread(name, figure);
    }

    private static Stream<String> rows(Figures figures, String figure) {
        return ROWS.stream().filter(name -> figures.spread(name, figure).isPresent());
    }

    private static String shown(Optional<Spread> spread) {
        return spread.map(Spread::toString).orElse("not here");
    }

    private static String times(Optional<Double> ratio) {
        return ratio.map(value -> String.format(Locale.ROOT, "%.2f×", value)).orElse("");
    }
}
