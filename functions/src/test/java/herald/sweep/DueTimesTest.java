package herald.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.dialects.Dialects;
import herald.publications.ChannelName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTimesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(4);
    private static final DueTimes RULES = new DueTimes(INTERVAL, Duration.ofMinutes(110));

    @Test
    void dueTimesAreAnIntervalApartAndAlwaysTheSame() {
        for (ConnectionId id : ids(100)) {
            Instant due = RULES.lastDue(id, NOW);
            assertThat(due).isBefore(NOW).isAfterOrEqualTo(NOW.minus(INTERVAL));
            assertThat(RULES.lastDue(id, due)).isEqualTo(due.minus(INTERVAL));
            assertThat(RULES.lastDue(id, due.plusMillis(1))).isEqualTo(due);
            assertThat(RULES.lastDue(id, due.plus(INTERVAL))).isEqualTo(due);
        }
    }

    @Test
    void noSecondHasMuchMoreThanItsShare() {
        long[] dueIn = new long[240];
        for (ConnectionId id : ids(24_000)) {
            dueIn[(int) Duration.between(RULES.lastDue(id, NOW), NOW).toSeconds() % 240]++;
        }
        assertThat(Arrays.stream(dueIn).boxed()).allMatch(number -> number > 50 && number < 150);
    }

    @Test
    void oneShardIsDueAtAllTimes() {
        long[] dueIn = new long[4];
        for (ConnectionId id : ids(8_000)) {
            if (Audience.of(ChannelName.LOBBY, id, 4).shard() == 1) {
                dueIn[(int) (RULES.lastDue(id, NOW).toEpochMilli() % 4)]++;
            }
        }
        assertThat(Arrays.stream(dueIn).boxed()).allMatch(number -> number > 400 && number < 600);
    }

    @ParameterizedTest
    @CsvSource({"6600,6600,7080", "7080,7080,7080", "7020,7020,7080", "1200,1200,1300", "10,10,10.834"})
    void ageOfWhoIsReplacedIsSpread(int recycleAge, double least, double most) {
        var rules = new DueTimes(INTERVAL, Duration.ofSeconds(recycleAge));
        List<Double> ages = ids(2_000).stream()
                .map(id -> Duration.between(NOW, rules.recycleAt(new Connection(id, Dialects.SOCKET_IO, NOW)))
                                .toMillis()
                        / 1000.0)
                .toList();

        double tenth = (most - least) / 10;
        assertThat(ages).allMatch(age -> age >= least && age <= most);
        assertThat(ages).anyMatch(age -> age <= least + tenth).anyMatch(age -> age >= most - tenth);
    }

    @Test
    void nobodyGetsOlderThanApiGatewayLetsHim() {
        assertThatThrownBy(() -> new DueTimes(INTERVAL, DueTimes.MAX_RECYCLE_AGE.plusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DueTimes(Duration.ZERO, DueTimes.MAX_RECYCLE_AGE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<ConnectionId> ids(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new ConnectionId("L0SM9cOFvHcCI%04xw=".formatted(i)))
                .toList();
    }
}
