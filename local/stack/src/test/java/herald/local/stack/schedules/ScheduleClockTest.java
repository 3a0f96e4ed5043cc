package herald.local.stack.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.stack.weather.StackClock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleClockTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    @Test
    void aMinuteOfItsTimeIsASecondOfOurs() {
        var clock = new ScheduleClock(new StackClock(scheduler), NOON, 60);

        assertThat(clock.real(NOON)).isEqualTo(NOON);
        assertThat(clock.real(NOON.plusSeconds(60))).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void itRunsAsFastAsItIsTold() {
        var started = Instant.now().minusSeconds(10);
        var clock = new ScheduleClock(new StackClock(scheduler), started, 60);

        assertThat(clock.now()).isAfterOrEqualTo(started.plusSeconds(600));
        assertThat(clock.real(clock.now())).isBetween(started.plusSeconds(10), Instant.now());
    }

    @Test
    void itDoesNotRunSlowerNorFasterThanIsOfUse() {
        var clock = new StackClock(scheduler);

        assertThatThrownBy(() -> new ScheduleClock(clock, NOON, 0)).hasMessage("a speed is 1 to 3600, not 0");
        assertThatThrownBy(() -> new ScheduleClock(clock, NOON, 3601)).hasMessage("a speed is 1 to 3600, not 3601");
    }
}
