package herald.local.stack.lambda;

import herald.local.stack.lambda.InvocationResult.Failed;
import herald.local.stack.lambda.InvocationResult.TimedOut;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/** The failures that are not the handler's, in Lambda's own words. Pure. */
final class LambdaFailures {

    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    /** {@link Process#exitValue()} is more than this by the number of a signal. */
    private static final int SIGNALLED = 128;

    private LambdaFailures() {}

    /** @param exitValue of {@link Process#exitValue()} */
    static Failed exited(Optional<String> requestId, int exitValue) {
        String why = exitValue == 0
                ? "Error: Runtime exited without providing a reason"
                : "Error: Runtime exited with error: " + ending(exitValue);
        return new Failed(
                "Runtime.ExitError",
                requestId.map(id -> "RequestId: " + id + " ").orElse("") + why);
    }

    /** Returns the result of an initialisation, where nothing but a failure can be. */
    static Failed asFailure(InvocationResult result) {
        return result instanceof Failed failed ? failed : new Failed("Runtime.Unknown", String.valueOf(result));
    }

    static TimedOut timedOut(Instant now, String requestId, Duration timeout) {
        String seconds = String.format(Locale.ROOT, "%.2f", timeout.toMillis() / 1000.0);
        return new TimedOut(
                MILLISECONDS.format(now) + " " + requestId + " Task timed out after " + seconds + " seconds");
    }

    /** Publishing a version fails so, whose snapshot can't be taken in time. */
    static Failed initTimedOut(Duration limit) {
        return new Failed("Sandbox.Timedout", "Initialising took longer than " + limit.toSeconds() + " seconds");
    }

    static Failed restoreTimedOut() {
        return new Failed(
                "Runtime.RestoreTimeout",
                "Restoring the snapshot took longer than " + LambdaLimits.RESTORE.toSeconds() + " seconds");
    }

    static Failed eventTooLarge() {
        return new Failed(
                "RequestTooLargeException",
                "Request must be smaller than " + LambdaLimits.EVENT_BYTES + " bytes for the InvokeFunction operation");
    }

    static Failed responseTooLarge() {
        return new Failed(
                "Function.ResponseSizeTooLarge",
                "Response payload size exceeded maximum allowed payload size (" + LambdaLimits.RESPONSE_BYTES
                        + " bytes).");
    }

    static Failed throttled() {
        return new Failed("TooManyRequestsException", "Rate Exceeded.");
    }

    /** Returns the reason as Lambda's API model has it; {@code reserved} tells that it is the function's own limit. */
    static Failed throttledFor(boolean reserved) {
        return new Failed(
                "TooManyRequestsException",
                "Rate Exceeded. Reason: " + (reserved ? "ReservedFunction" : "") + "ConcurrentInvocationLimitExceeded");
    }

    static Failed unknownFunction(String function) {
        return new Failed("ResourceNotFoundException", "Function not found: " + function);
    }

    static Failed stopping() {
        return new Failed("ServiceException", "The stack is stopping.");
    }

    /**
     * Names only the signals that a JVM does not turn into an exit of its own: it answers SIGTERM with exit status 143,
     * and that is what Lambda reports then.
     */
    private static String ending(int exitValue) {
        return switch (exitValue - SIGNALLED) {
            case 6 -> "signal: aborted";
            case 9 -> "signal: killed";
            case 11 -> "signal: segmentation fault";
            default -> "exit status " + exitValue;
        };
    }
}
