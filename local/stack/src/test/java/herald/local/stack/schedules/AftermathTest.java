package herald.local.stack.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.stack.lambda.InvocationResult;
import herald.local.stack.schedules.Aftermath.Patience;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AftermathTest {

    private static final InvocationResult FAILED = new InvocationResult.Failed("java.lang.IllegalStateException", "no");
    private static final Patience YOUNG = new Patience(Duration.ofMinutes(3), Duration.ofHours(6));

    @Test
    void whatReturnedIsDoneWhateverItReturned() {
        assertThat(Aftermath.of(new InvocationResult.Returned(new byte[0]), 1, 2, YOUNG))
                .isEqualTo(new Aftermath.Done());
    }

    @Test
    void aFailureIsTriedAgainAfterOneMinuteAndThenAfterTwo() {
        assertThat(Aftermath.of(FAILED, 1, 2, YOUNG)).isEqualTo(new Aftermath.Retry(Duration.ofMinutes(1)));
        assertThat(Aftermath.of(FAILED, 2, 2, YOUNG)).isEqualTo(new Aftermath.Retry(Duration.ofMinutes(2)));
        assertThat(Aftermath.of(FAILED, 3, 2, YOUNG))
                .isEqualTo(new Aftermath.Dropped("java.lang.IllegalStateException: no"));
    }

    @Test
    void aTimeoutIsAFailure() {
        InvocationResult timedOut = new InvocationResult.TimedOut("Task timed out after 3.00 seconds");

        assertThat(Aftermath.of(timedOut, 1, 2, YOUNG)).isEqualTo(new Aftermath.Retry(Duration.ofMinutes(1)));
        assertThat(Aftermath.of(timedOut, 1, 0, YOUNG))
                .isEqualTo(new Aftermath.Dropped("Task timed out after 3.00 seconds"));
    }

    @Test
    void anEventThatWouldBeTooOldIsDropped() {
        Duration minute = Duration.ofMinutes(1);

        assertThat(Aftermath.of(FAILED, 1, 2, new Patience(Duration.ZERO, minute)))
                .isEqualTo(new Aftermath.Retry(minute));
        assertThat(Aftermath.of(FAILED, 1, 2, new Patience(Duration.ofMillis(1), minute)))
                .isInstanceOf(Aftermath.Dropped.class);
    }

    @Test
    void aThrottledEventIsTriedAgainEverLaterAndKeepsItsRetries() {
        InvocationResult throttled = new InvocationResult.Failed(
                "TooManyRequestsException", "Rate Exceeded. Reason: ConcurrentInvocationLimitExceeded");
        Duration most = Duration.ofHours(6);

        assertThat(Aftermath.of(throttled, 3, 2, new Patience(Duration.ZERO, most)))
                .isEqualTo(new Aftermath.Again(Duration.ofSeconds(1)));
        assertThat(Aftermath.of(throttled, 3, 2, new Patience(Duration.ofSeconds(40), most)))
                .isEqualTo(new Aftermath.Again(Duration.ofSeconds(40)));
        assertThat(Aftermath.of(throttled, 3, 2, new Patience(Duration.ofHours(1), most)))
                .isEqualTo(new Aftermath.Again(Duration.ofMinutes(5)));
        assertThat(Aftermath.of(throttled, 3, 2, new Patience(most, most))).isInstanceOf(Aftermath.Dropped.class);
    }

    @Test
    void aFunctionThatMayNotRunAtAllIsNotTriedAgain() {
        InvocationResult throttled = new InvocationResult.Failed("TooManyRequestsException", "Rate Exceeded.");

        assertThat(Aftermath.of(throttled, 1, 2, YOUNG))
                .isEqualTo(new Aftermath.Dropped("TooManyRequestsException: Rate Exceeded."));
    }
}
