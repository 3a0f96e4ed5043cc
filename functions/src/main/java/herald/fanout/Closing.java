package herald.fanout;

import herald.posts.Outcome;
import java.lang.System.Logger.Level;

/** What became of closing a connection. */
sealed interface Closing {

    /** It is closed, or was never there. */
    record Closed() implements Closing {}

    /** It has to be tried again. */
    record NotYet() implements Closing {}

    record Denied(String reason) implements Closing {}

    /** Says why a connection is given up: the number of those that are closed does not tell what is wrong with them. */
    static void log(Outcome last) {
        System.getLogger(Closing.class.getName())
                .log(
                        Level.WARNING,
                        "a connection is closed, and perhaps more: " + Settlement.MAX_TRIES
                                + " tries were in vain, the last: " + last);
    }

    static Closing of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered() -> new Closed();
            case Outcome.Gone() -> new Closed();
            case Outcome.Refused(int status, String reason) ->
                status == 400
                        ? new Closed()
                        : new Denied("closing is refused, so the endpoint or the policy is wrong: " + reason);
            case Outcome.Throttled() -> new NotYet();
            case Outcome.TooLarge() -> new NotYet();
            case Outcome.Failed failed -> new NotYet();
        };
    }
}
