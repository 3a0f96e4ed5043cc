package herald.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.Cursor;
import herald.publications.ChannelName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FanOutSimulationTest {

    private static final Duration CPU = Duration.ofNanos(20_000);

    @Test
    void everybodyIsReached() {
        var course = FanOutSimulation.of(new Scenario(4, 1000, 2, CPU), 1);

        assertThat(course.lost()).isZero();
        assertThat(course.counts().invocations()).isGreaterThanOrEqualTo(5);
        assertThat(course.environments()).isBetween(1, 2);
    }

    @Test
    void quotaIsTheLeastTimeItTakes() {
        var course = FanOutSimulation.of(new Scenario(1, 10_000, 2, CPU), 1);

        assertThat(course.seconds()).isGreaterThan(course.floorSeconds());
        assertThat(course.counts().billedSeconds()).isGreaterThan(0.5);
    }

    @Test
    void sameSeedIsTheSameCourse() {
        var scenario = new Scenario(3, 3000, 3, CPU);
        var once = FanOutSimulation.of(scenario, 7);
        var again = FanOutSimulation.of(scenario, 7);

        assertThat(again.seconds()).isEqualTo(once.seconds());
        assertThat(again.counts().posts()).isEqualTo(once.counts().posts());
    }

    @Test
    void slowerCpuTakesLonger() {
        var fast = FanOutSimulation.of(new Scenario(1, 10_000, 2, CPU), 1);
        var slow = FanOutSimulation.of(new Scenario(1, 10_000, 2, Duration.ofMillis(1)), 1);

        assertThat(slow.seconds()).isGreaterThan(Math.max(9.9, fast.seconds()));
    }

    @Test
    void pagesOfAShardHoldItsConnectionsOnce() {
        var audience = new SimulatedAudience(3000, new AtOnce());
        List<Integer> numbers = new ArrayList<>();
        @Nullable Cursor cursor = null;
        do {
            var page = audience.page(new Audience(ChannelName.LOBBY, 2), cursor).join();
            for (Connection connection : page.connections()) {
                numbers.add(SimulatedAudience.number(connection.id()));
            }
            cursor = page.next();
        } while (cursor != null);

        assertThat(numbers).hasSize(3000).isSorted().startsWith(6000).endsWith(8999);
    }

    private static final class AtOnce implements Answers {

        @Override
        public <T extends @Nullable Object> CompletableFuture<T> read(int rows, Supplier<T> answer) {
            return CompletableFuture.completedFuture(answer.get());
        }

        @Override
        public <T extends @Nullable Object> CompletableFuture<T> written(Supplier<T> answer) {
            return CompletableFuture.completedFuture(answer.get());
        }
    }
}
