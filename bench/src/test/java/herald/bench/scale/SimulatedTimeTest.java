package herald.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedTimeTest {

    private final SimulatedTime time = new SimulatedTime();
    private final List<String> seen = new ArrayList<>();

    @Test
    void eventsHappenByTimeAndThenInTheOrderAskedFor() {
        time.after(Duration.ofMillis(2), () -> seen.add("late"));
        time.after(Duration.ofMillis(1), () -> seen.add("one"));
        time.after(Duration.ofMillis(1), () -> seen.add("two"));
        time.run();

        assertThat(seen).containsExactly("one", "two", "late");
        assertThat(time.instant()).isEqualTo(SimulatedTime.START.plusMillis(2));
    }

    @Test
    void eventMayAskForAnother() {
        time.after(
                Duration.ofSeconds(1), () -> time.after(Duration.ofSeconds(1), () -> seen.add("at " + time.nanos())));
        time.run();

        assertThat(seen).containsExactly("at 2000000000");
    }

    @Test
    void whatIsPastHappensNow() {
        time.after(Duration.ofSeconds(1), () -> time.at(0, () -> seen.add("at " + time.nanos())));
        time.run();

        assertThat(seen).containsExactly("at 1000000000");
    }

    @Test
    void stepsOfOneCpuTakeTheTimeSpentInThem() {
        var cpu = new SimulatedCpu(time);
        for (int step = 0; step < 3; step++) {
            cpu.execute(() -> {
                seen.add("from " + time.nanos());
                cpu.spend(Duration.ofNanos(10));
                seen.add("to " + cpu.reachedNanos());
            });
        }
        time.run();

        assertThat(seen).containsExactly("from 0", "to 10", "from 10", "to 20", "from 20", "to 30");
    }
}
