package herald.local.stack.lambda;

import static herald.local.stack.lambda.RunningLambda.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import herald.local.stack.weather.StackClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTimerTest {

    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    private final StackClock clock = new StackClock(scheduler);
    private final Semaphore rings = new Semaphore(0);
    private final DeadlineTimer alarm = new DeadlineTimer(clock, rings::release);

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    private Instant in(Duration time) {
        return clock.now().plus(time);
    }

    private boolean rang() throws InterruptedException {
        return rings.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void itRingsWhenDue() throws InterruptedException {
        alarm.set(in(Duration.ofMillis(10)));
        assertThat(rang()).isTrue();
    }

    @Test
    void anEarlierTimeWins() throws InterruptedException {
        alarm.set(in(Duration.ofHours(1)));
        alarm.set(in(Duration.ofMillis(10)));
        assertThat(rang()).isTrue();
    }

    @Test
    void aLaterTimeIsWaitedFor() throws InterruptedException {
        Instant later = in(Duration.ofMillis(300));
        alarm.set(in(Duration.ofMillis(10)));
        alarm.set(later);
        assertThat(rang()).isTrue();
        assertThat(clock.now()).isAfterOrEqualTo(later);
    }

    @Test
    void aClearedOneIsSilent() throws InterruptedException {
        alarm.set(in(Duration.ofMillis(10)));
        alarm.clear();
        DeadlineTimer other = new DeadlineTimer(clock, () -> rings.release(2));
        other.set(in(Duration.ofMillis(20)));
        assertThat(rang()).isTrue();
        assertThat(rings.availablePermits()).isEqualTo(1);
    }

    @Test
    void oneTimerWaitsHoweverOftenTheTimeIsMoved() {
        for (int i = 0; i < 1_000; i++) {
            alarm.set(in(Duration.ofHours(1).plusSeconds(i)));
        }
        assertThat(scheduler.getQueue()).hasSize(1);
    }
}
