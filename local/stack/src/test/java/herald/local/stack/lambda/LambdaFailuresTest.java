package herald.local.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.stack.lambda.InvocationResult.Failed;
import herald.local.stack.lambda.InvocationResult.TimedOut;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LambdaFailuresTest {

    @Test
    void aSignalIsNamed() {
        assertThat(LambdaFailures.exited(Optional.of("r1"), 128 + 9))
                .isEqualTo(new Failed(
                        "Runtime.ExitError", "RequestId: r1 Error: Runtime exited with error: signal: killed"));
    }

    @Test
    void aJvmThatWasAskedToStopHasAnExitStatus() {
        assertThat(LambdaFailures.exited(Optional.empty(), 128 + 15).message())
                .isEqualTo("Error: Runtime exited with error: exit status 143");
    }

    @Test
    void exitStatusZeroIsNoReason() {
        assertThat(LambdaFailures.exited(Optional.of("r1"), 0).message())
                .isEqualTo("RequestId: r1 Error: Runtime exited without providing a reason");
    }

    @Test
    void aTimeoutIsToldAsInCloudWatch() {
        assertThat(LambdaFailures.timedOut(Instant.parse("2026-11-24T10:00:00Z"), "r1", Duration.ofSeconds(3)))
                .isEqualTo(new TimedOut("2026-11-24T10:00:00.000Z r1 Task timed out after 3.00 seconds"));
    }
}
