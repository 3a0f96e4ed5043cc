package herald.local.stack.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WeatherTest {

    private static final int MANY = 100_000;

    private static Weather weather(Chance... chances) {
        return weather(1, chances);
    }

    private static Weather weather(long seed, Chance... chances) {
        Weather weather = new Weather(seed, true);
        weather.change(List.of(chances));
        return weather;
    }

    private static List<Optional<Fault>> posts(Weather weather) {
        return IntStream.range(0, 200).mapToObj(_ -> weather.ofPost("id")).toList();
    }

    @Test
    void nothingGoesWrongUnlessAsked() {
        assertThat(posts(weather())).containsOnly(Optional.empty());
        assertThat(posts(weather(Chance.of(Fault.ERROR, 0)))).containsOnly(Optional.empty());
    }

    @Test
    void aSeedLetsChanceTakeTheSameCourse() {
        Chance chance = Chance.of(Fault.ERROR, 0.5);
        assertThat(posts(weather(7, chance))).isEqualTo(posts(weather(7, chance)));
        assertThat(posts(weather(7, chance))).isNotEqualTo(posts(weather(8, chance)));
    }

    @Test
    void whatElseHappensDoesNotChangeTheCourseOfPosts() {
        Weather alone = weather(Chance.of(Fault.ERROR, 0.5));
        Weather busy = weather(Chance.of(Fault.ERROR, 0.5), Chance.of(Fault.SQS_ERROR, 0.5));
        IntStream.range(0, 50).forEach(_ -> busy.ofCall(Fault.Victim.SQS));
        assertThat(posts(busy)).isEqualTo(posts(alone));
    }

    @Test
    void eachFaultComesAtItsOwnRate() {
        Weather weather = weather(Chance.of(Fault.THROTTLED, 0.2), Chance.of(Fault.ERROR, 0.1));
        IntStream.range(0, MANY).forEach(_ -> weather.ofPost("id"));
        Map<Fault, Long> happened = weather.happened();
        assertThat(happened).containsOnlyKeys(Fault.THROTTLED, Fault.ERROR);
        assertThat(happened.get(Fault.THROTTLED)).isCloseTo(20_000L, within(1_000L));
        assertThat(happened.get(Fault.ERROR)).isCloseTo(10_000L, within(1_000L));
    }

    @Test
    void aFaultOfSomeConnectionsLeavesTheRatesOfOthersAlone() {
        Weather weather =
                weather(new Chance(Fault.THROTTLED, 1, Set.of("unlucky"), Set.of()), Chance.of(Fault.ERROR, 0.1));
        IntStream.range(0, MANY).forEach(_ -> weather.ofPost("other"));
        assertThat(weather.happened()).containsOnlyKeys(Fault.ERROR);
        assertThat(weather.happened().get(Fault.ERROR)).isCloseTo(10_000L, within(1_000L));
        assertThat(weather.ofPost("unlucky")).contains(Fault.THROTTLED);
    }

    @Test
    void aKillComesBeforeTheInvocationUsuallyEnds() {
        Weather weather = weather(Chance.of(Fault.KILL, 1));
        Duration usual = Duration.ofMillis(200);
        List<Duration> moments = IntStream.range(0, 1_000)
                .mapToObj(_ -> weather.killAfter("F", usual).orElseThrow())
                .toList();
        assertThat(moments).allMatch(moment -> moment.toMillis() >= 1 && moment.compareTo(usual) <= 0);
        assertThat(moments).anyMatch(moment -> moment.toMillis() < 50).anyMatch(moment -> moment.toMillis() > 150);
        assertThat(weather.happened()).isEmpty();
    }

    @Test
    void tablesWithoutAFrontCantFail() {
        Weather weather = new Weather(1, false);
        weather.change(List.of(Chance.of(Fault.ERROR, 1)));
        assertThatThrownBy(() -> weather.change(List.of(Chance.of(Fault.DYNAMODB_ERROR, 0.1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dynamodb-error")
                .hasMessageContaining("TLS");
        assertThat(weather.chances()).containsExactly(Chance.of(Fault.ERROR, 1));
    }

    @Test
    void aDisconnectIsLateByAMinuteAtMost() {
        Weather weather = weather();
        assertThat(IntStream.range(0, MANY).mapToObj(_ -> weather.lateness(Duration.ofMinutes(1))))
                .allMatch(late -> late.isPositive() && late.compareTo(Duration.ofMinutes(1)) <= 0)
                .anyMatch(late -> late.compareTo(Duration.ofSeconds(59)) > 0);
    }

    @Test
    void theRatesOfAWeatherAddUpToOneForNoVictim() {
        for (Profile profile : Profile.values()) {
            for (Fault.Victim victim : Fault.Victim.values()) {
                assertThat(profile.with(List.of()).stream()
                                .filter(chance -> chance.fault().befalls(victim))
                                .mapToDouble(Chance::rate)
                                .sum())
                        .isLessThan(1);
            }
        }
        assertThat(Profile.CALM.with(List.of())).isEmpty();
    }
}
