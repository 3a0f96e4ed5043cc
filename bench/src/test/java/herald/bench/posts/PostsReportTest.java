package herald.bench.posts;

import static org.assertj.core.api.Assertions.assertThat;

import herald.bench.report.Figures;
import herald.bench.report.Table;
import herald.bench.report.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostsReportTest {

    private static Figures figures(Map<String, List<Double>> cpuAndRate) {
        var figures = new Figures();
        cpuAndRate.forEach((name, values) -> {
            figures.add(name, Warm.CPU, values.get(0));
            figures.add(name, Warm.RATE, values.get(1));
        });
        return figures;
    }

    private static PostsReport report() {
        Figures plain = figures(Map.of(
                Wrk.NAME, List.of(10.0, 100_000.0),
                Contenders.LEAN, List.of(12.0, 80_000.0),
                Contenders.STOCK, List.of(120.0, 8_000.0),
                Contenders.NODE, List.of(240.0, 4_000.0)));
        plain.add(Contenders.LEAN, Warm.CPU_2K, 15);
        var fresh = new Figures();
        fresh.add(Contenders.LEAN, Cold.FIRST, 0.3);
        return new PostsReport(Map.of(Setting.PLAIN, plain), Map.of(Setting.PLAIN_C1, fresh));
    }

    private static Target target(String beginning) {
        return report().targets().stream()
                .filter(target -> target.what().startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void targetsAreComputedFromTheSameRun() {
        assertThat(target("warm, plain: CPU").value()).isEqualTo(12.0);
        assertThat(target("warm, plain: of wrk").value()).isEqualTo(0.8);
        assertThat(target("warm, plain: less CPU than the stock").value()).isEqualTo(10.0);
        assertThat(target("warm, plain: less CPU than Node").value()).isEqualTo(20.0);
        assertThat(target("warm, plain: less CPU than Node").met()).isFalse();
        assertThat(target("fresh, C1, plain").value()).isEqualTo(0.3);
        assertThat(target("ten messages").value()).isEqualTo(8.0);
    }

    @Test
    void whatWasNotMeasuredIsLeftOpen() {
        assertThat(target("warm, TLS: CPU").value()).isNull();
    }

    @Test
    void tablesKeepTheOrderOfTheClientsAndOmitWhatIsNotHere() {
        Table warm = report().tables().getFirst();
        assertThat(warm.rows())
                .extracting(List::getFirst)
                .containsExactly(Wrk.NAME, Contenders.LEAN, Contenders.STOCK, Contenders.NODE);
        assertThat(warm.rows().get(2)).containsExactly(Contenders.STOCK, "8,000", "120", "0.08×", "10.00×");
    }

    @Test
    void nothingMeasuredIsNoTable() {
        var empty = new PostsReport(Map.of(), Map.of());
        assertThat(empty.tables()).isEmpty();
        assertThat(empty.targets()).noneMatch(Target::met);
    }
}
