package herald.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTest {

    private static final List<String> KNOWN = List.of("posts", "coldstart");

    @Test
    void noNameIsAll() {
        assertThat(Request.of(List.of("--quick"), KNOWN)).isEqualTo(new Request.Measure(KNOWN, true));
    }

    @Test
    void namesAreTakenOnce() {
        assertThat(Request.of(List.of("coldstart", "coldstart"), KNOWN))
                .isEqualTo(new Request.Measure(List.of("coldstart"), false));
    }

    @Test
    void unknownNameIsRefusedWithThoseThereAre() {
        assertThat(Request.of(List.of("post"), KNOWN))
                .isEqualTo(new Request.Wrong("there is no benchmark post; the benchmarks are posts, coldstart"));
    }

    @Test
    void unknownOptionIsRefused() {
        assertThat(Request.of(List.of("--fast"), KNOWN))
                .isInstanceOfSatisfying(
                        Request.Wrong.class,
                        wrong -> assertThat(wrong.reason()).startsWith("there is no option --fast"));
    }

    @Test
    void helpIsHelpWhateverElseIsSaid() {
        assertThat(Request.of(List.of("posts", "--help"), KNOWN)).isEqualTo(new Request.Explain());
    }
}
