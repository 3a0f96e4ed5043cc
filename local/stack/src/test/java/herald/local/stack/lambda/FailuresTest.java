package herald.local.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.stack.lambda.Result.Failed;
import herald.local.stack.lambda.Result.TimedOut;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void aSignalIsNamed() {
        assertThat(Failures.exited(Optional.of("r1"), 128 + 9))
                .isEqualTo(new Failed(
                        "Runtime.ExitError", "RequestId: r1 Error: Runtime exited with error: signal: killed"));
    }

    @Test
    void aJvmThatWasAskedToStopHasAnExitStatus() {
        assertThat(Failures.exited(Optional.empty(), 128 + 15).message())
                .isEqualTo("Error: Runtime exited with error: exit status 143");
    }

    @Test
    void exitStatusZeroIsNoReason() {
        assertThat(Failures.exited(Optional.of("r1"), 0).message())
                .isEqualTo("RequestId: r1 Error: Runtime exited without providing a reason");
    }

    @Test
    void aTimeoutIsToldAsInCloudWatch() {
        assertThat(Failures.timedOut(Instant.parse("2026-11-24T10:00:00Z"), "r1", Duration.ofSeconds(3)))
                .isEqualTo(new TimedOut("2026-11-24T10:00:00.000Z r1 Task timed out after 3.00 seconds"));
    }
}
