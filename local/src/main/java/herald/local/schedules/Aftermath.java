package herald.local.schedules;

import herald.local.lambda.Result;
import java.time.Duration;

/** What becomes of an event after a function was asked to handle it. */
sealed interface Aftermath {

    record Done() implements Aftermath {}

    /** @param pause from the end of the attempt that failed */
    record Retry(Duration pause) implements Aftermath {}

    /** For good. */
    record Dropped(String reason) implements Aftermath {}

    /** "One minute between the first two attempts, two minutes between the second and third." */
    Duration FIRST_WAIT = Duration.ofMinutes(1);

    Duration LATER_WAIT = Duration.ofMinutes(2);

    String THROTTLED = "TooManyRequestsException";

    /**
     * Lambda's rules (AWS docs, "How Lambda handles errors and retries with asynchronous invocation").
     *
     * @param attempt which it was, from 1
     * @param retries most that there may be
     */
    static Aftermath of(Result result, int attempt, int retries, Patience patience) {
        return switch (result) {
            case Result.Returned _ -> new Done();
            case Result.TimedOut timedOut -> failed(timedOut.message(), attempt, retries, patience);
            case Result.Failed failed -> {
                String reason = failed.errorType() + ": " + failed.message();
                // Only a reserved concurrency of 0 throttles here, with which Lambda tries no event again.
                yield failed.errorType().equals(THROTTLED)
                        ? new Dropped(reason)
                        : failed(reason, attempt, retries, patience);
            }
        };
    }

    /**
     * @param age of the event
     * @param most that it may become
     */
    record Patience(Duration age, Duration most) {

        boolean allows(Duration wait) {
            return age.plus(wait).compareTo(most) <= 0;
        }
    }

    private static Aftermath failed(String reason, int attempt, int retries, Patience patience) {
        Duration wait = attempt == 1 ? FIRST_WAIT : LATER_WAIT;
        return attempt <= retries && patience.allows(wait) ? new Retry(wait) : new Dropped(reason);
    }
}
