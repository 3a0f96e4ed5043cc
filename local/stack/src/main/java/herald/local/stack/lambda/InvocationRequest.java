package herald.local.stack.lambda;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** An event that waits for an environment or is in one; every log line about it has its {@code requestId}. */
record InvocationRequest(
        String requestId, String trigger, byte[] event, Instant queuedAt, CompletableFuture<InvocationResult> result) {

    /** The answer of a stream handler that writes nothing. */
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    /** @param response as the runtime posted it */
    static InvocationResult resultOf(byte[] response) {
        if (response.length > LambdaLimits.RESPONSE_BYTES) {
            return LambdaFailures.responseTooLarge();
        }
        return new InvocationResult.Returned(response.length == 0 ? NULL.clone() : response);
    }

    /**
     * An invocation that an environment has taken, which was started for it if {@code cold}.
     *
     * @param startedNanos {@link System#nanoTime()} at {@code startedAt}
     */
    record Run(InvocationRequest invocation, Instant startedAt, long startedNanos, Instant deadline, boolean cold) {

        String requestId() {
            return invocation.requestId();
        }
    }
}
