package herald.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.SweepCoverage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(1));
    private static final Duration INTERVAL = Duration.ofMinutes(4);

    @Test
    void firstSweepHandlesNothingThatWasDueBefore() {
        Window window = Window.after(Optional.empty(), INTERVAL, NOW);

        assertThat(window).isEqualTo(new Window(NOW, NOW, NOW));
        assertThat(window.isEmpty()).isTrue();
        assertThat(window.handled(INTERVAL)).isEqualTo(new SweepCoverage(NOW, NOW, INTERVAL));
    }

    @Test
    void nextBeginsWhereTheOneBeforeEnded() {
        Window window = after(LONG_AGO, Duration.ofMinutes(1));

        assertThat(window).isEqualTo(new Window(NOW.minusSeconds(60), NOW, LONG_AGO));
        assertThat(window.holds(NOW.minusSeconds(60))).isTrue();
        assertThat(window.holds(NOW.minusMillis(1))).isTrue();
        assertThat(window.holds(NOW)).isFalse();
        assertThat(window.holds(NOW.minusSeconds(60).minusMillis(1))).isFalse();
    }

    @Test
    void nothingCountsBeforeItHasBeenHandled() {
        Window window = after(LONG_AGO, Duration.ofMinutes(1));

        assertThat(window.taken(INTERVAL)).isEqualTo(new SweepCoverage(NOW, NOW, INTERVAL));
        assertThat(window.handled(INTERVAL)).isEqualTo(new SweepCoverage(LONG_AGO, NOW, INTERVAL));
    }

    @Test
    void sweepThatComesLateCountsAnew() {
        assertThat(after(LONG_AGO, INTERVAL.dividedBy(2)).since()).isEqualTo(LONG_AGO);

        Window late = after(LONG_AGO, INTERVAL.dividedBy(2).plusMillis(1));
        assertThat(late.since()).isEqualTo(NOW);
        assertThat(late.from()).isEqualTo(NOW.minus(INTERVAL.dividedBy(2)).minusMillis(1));
    }

    @Test
    void otherIntervalCountsAnew() {
        var before = new SweepCoverage(LONG_AGO, NOW.minusSeconds(60), INTERVAL.plusSeconds(1));

        assertThat(Window.after(Optional.of(before), INTERVAL, NOW))
                .isEqualTo(new Window(NOW.minusSeconds(60), NOW, NOW));
    }

    @Test
    void clockThatWasPutBackHandlesNothingTwice() {
        var before = new SweepCoverage(LONG_AGO, NOW.plusSeconds(5), INTERVAL);

        assertThat(Window.after(Optional.of(before), INTERVAL, NOW).isEmpty()).isTrue();
        assertThat(after(LONG_AGO, Duration.ZERO).isEmpty()).isTrue();
    }

    private static Window after(Instant since, Duration ago) {
        return Window.after(Optional.of(new SweepCoverage(since, NOW.minus(ago), INTERVAL)), INTERVAL, NOW);
    }
}
