package herald.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.dialects.Dialects;
import herald.posts.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void deliveredIsDone() {
        assertThat(duty(0, new Outcome.Delivered(), 60)).isEqualTo(new Duty.Done());
    }

    @Test
    void goneConnectionIsForgotten() {
        assertThat(duty(0, new Outcome.Gone(), 30)).isEqualTo(new Duty.Forget());
    }

    @Test
    void goneButYoungConnectionIsOwedWithGrowingDelaysUntilItIsNotYoung() {
        assertThat(duty(0, new Outcome.Gone(), 1)).isEqualTo(new Duty.Owe(1, NOW.plusSeconds(1)));
        assertThat(duty(3, new Outcome.Gone(), 1)).isEqualTo(new Duty.Owe(4, NOW.plusSeconds(8)));
        assertThat(duty(3, new Outcome.Gone(), 28)).isEqualTo(new Duty.Owe(4, NOW.plusSeconds(2)));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,2", "2,4", "3,8", "4,16", "5,32", "6,64"})
    void throttledOrFailedIsOwedWithGrowingDelays(int tries, long seconds) {
        var owed = new Duty.Owe(tries + 1, NOW.plusSeconds(seconds));

        assertThat(duty(tries, new Outcome.Throttled(), 60)).isEqualTo(owed);
        assertThat(duty(tries, new Outcome.Failed("503"), 60)).isEqualTo(owed);
    }

    @Test
    void eighthTryIsTheLast() {
        assertThat(duty(7, new Outcome.Throttled(), 60)).isInstanceOf(Duty.Close.class);
        assertThat(duty(7, new Outcome.Failed("timeout"), 60)).isInstanceOf(Duty.Close.class);
    }

    @Test
    void delaysSpreadByAQuarter() {
        assertThat(List.of(0.0, 0.5, 1.0))
                .map(jitter -> new Settlement(3, jitter).duty(new Outcome.Throttled(), aged(60), NOW))
                .containsExactly(
                        new Duty.Owe(4, NOW.plusSeconds(6)),
                        new Duty.Owe(4, NOW.plusSeconds(8)),
                        new Duty.Owe(4, NOW.plusSeconds(10)));
    }

    @Test
    void malformedIdIsForgotten() {
        assertThat(duty(0, new Outcome.UnknownId("Invalid connectionId"), 1)).isEqualTo(new Duty.Forget());
    }

    @Test
    void otherRefusalsHaltEverything() {
        assertThat(duty(0, new Outcome.Refused("status 403"), 60))
                .isEqualTo(new Duty.Halt("posts are refused, so the endpoint or the policy is wrong: status 403"));
    }

    @Test
    void unknownBadRequestIsTriedAgain() {
        assertThat(duty(0, new Outcome.BadRequest("status 400"), 60)).isInstanceOf(Duty.Owe.class);
    }

    @Test
    void frameThatIsRefusedAsTooLargeIsTriedAsOftenAsAnyOther() {
        assertThat(duty(0, new Outcome.TooLarge(), 60)).isEqualTo(new Duty.Owe(1, NOW.plusSeconds(1)));
        assertThat(duty(7, new Outcome.TooLarge(), 60)).isInstanceOf(Duty.Close.class);
    }

    @Test
    void refusalsThatPassAreTriedOnceMoreAtOnce() {
        assertThat(onceMore(0, new Outcome.Throttled(), 0, false)).isTrue();
        assertThat(onceMore(0, new Outcome.Failed("503"), 0, false)).isTrue();
        assertThat(onceMore(0, new Outcome.Throttled(), 1, false)).isFalse();
        assertThat(onceMore(0, new Outcome.Failed("503"), 1, true)).isFalse();
        assertThat(onceMore(1, new Outcome.Throttled(), 0, true)).isFalse();
        assertThat(onceMore(0, new Outcome.Gone(), 0, true)).isFalse();
    }

    @Test
    void accountsThrottleIsTriedAsLongAsThereIsTime() {
        assertThat(onceMore(0, new Outcome.Throttled(), 9, true)).isTrue();
    }

    @Test
    void whatTookLongIsNotTriedAtOnce() {
        assertThat(new Settlement(0, 0.5).onceMore(new Outcome.Failed("late"), 0, Duration.ofSeconds(3), false))
                .isFalse();
    }

    private static boolean onceMore(int tries, Outcome outcome, int refusals, boolean crowded) {
        return new Settlement(tries, 0.5).onceMore(outcome, refusals, Duration.ofMillis(10), crowded);
    }

    private static Duty duty(int tries, Outcome outcome, long ageSeconds) {
        return new Settlement(tries, 0.5).duty(outcome, aged(ageSeconds), NOW);
    }

    private static Connection aged(long seconds) {
        return new Connection(new ConnectionId("a="), Dialects.PLAIN, NOW.minus(Duration.ofSeconds(seconds)));
    }
}
