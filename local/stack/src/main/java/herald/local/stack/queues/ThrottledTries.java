package herald.local.stack.queues;

import herald.local.stack.lambda.InvocationResult;
import herald.local.stack.weather.StackClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Invokes again while Lambda throttles, as an event source does until its messages' visibility timeout ends (AWS docs,
 * "Handling errors for an SQS event source": throttling). The waits between are ours.
 */
final class ThrottledTries {

    static final InvocationResult.Failed THROTTLED =
            new InvocationResult.Failed("TooManyRequestsException", "Rate Exceeded.");

    private ThrottledTries() {}

    /**
     * Blocks, and returns the first answer that is not throttled, else the last that is; ends early once
     * {@code stopped} is zero.
     */
    static InvocationResult of(
            Supplier<InvocationResult> invoke, Instant until, StackClock clock, CountDownLatch stopped) {
        InvocationResult result = invoke.get();
        for (int tries = 1; throttled(result); tries++) {
            Duration pause = Backoff.pauseAfter(tries);
            try {
                if (!clock.now().plus(pause).isBefore(until)
                        || stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return result;
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return result;
            }
            result = invoke.get();
        }
        return result;
    }

    private static boolean throttled(InvocationResult result) {
        return result instanceof InvocationResult.Failed failed
                && failed.errorType().equals(THROTTLED.errorType());
    }
}
