package herald.local.stack.schedules;

import herald.local.stack.lambda.InvocationResult;
import java.time.Duration;

/** The fate of an event after a function was asked to handle it. */
sealed interface Aftermath {

    record Done() implements Aftermath {}

    /** @param pause from the end of the attempt that failed */
    record Retry(Duration pause) implements Aftermath {}

    /** It is tried again as soon as the function is no longer throttled; the attempt does not count. */
    record Again(Duration pause) implements Aftermath {}

    /** It is given up, for good. */
    record Dropped(String reason) implements Aftermath {}

    /** "One minute between the first two attempts, two minutes between the second and third." */
    Duration FIRST_WAIT = Duration.ofMinutes(1);

    Duration LATER_WAIT = Duration.ofMinutes(2);

    /** "The interval between retries increases exponentially from 1 second to a maximum of 5 minutes." */
    Duration LEAST_PAUSE = Duration.ofSeconds(1);

    Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    String THROTTLED = "TooManyRequestsException";

    /**
     * The word in the reason of what is throttled for now. A reserved concurrency of 0 is for good: Lambda tries no
     * event again.
     */
    String FOR_NOW = "ConcurrentInvocationLimitExceeded";

    /**
     * Decides by Lambda's rules (AWS docs, "How Lambda handles errors and retries with asynchronous invocation").
     *
     * @param attempt which it was, from 1
     * @param retries most that there may be
     */
    static Aftermath of(InvocationResult result, int attempt, int retries, Patience patience) {
        return switch (result) {
            case InvocationResult.Returned _ -> new Done();
            case InvocationResult.TimedOut timedOut -> failed(timedOut.message(), attempt, retries, patience);
            case InvocationResult.Failed failed -> {
                String reason = failed.errorType() + ": " + failed.message();
                yield failed.errorType().equals(THROTTLED)
                        ? throttled(reason, patience)
                        : failed(reason, attempt, retries, patience);
            }
        };
    }

    /** The age of an event, and the most that it may become. */
    record Patience(Duration age, Duration most) {

        boolean allows(Duration wait) {
            return age.plus(wait).compareTo(most) <= 0;
        }
    }

    private static Aftermath throttled(String reason, Patience patience) {
        Duration wait = patience.age().compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : patience.age();
        Duration pause = wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait;
        return reason.contains(FOR_NOW) && patience.allows(pause) ? new Again(pause) : new Dropped(reason);
    }

    private static Aftermath failed(String reason, int attempt, int retries, Patience patience) {
        Duration wait = attempt == 1 ? FIRST_WAIT : LATER_WAIT;
        return attempt <= retries && patience.allows(wait) ? new Retry(wait) : new Dropped(reason);
    }
}
