package herald.posts;

/** What became of closing a connection. */
public sealed interface CloseOutcome {

    /** It is closed, or was never there. */
    record Closed() implements CloseOutcome {}

    /** It has to be tried again. */
    record NotYet() implements CloseOutcome {}

    /** Trying again is of no use, for this connection or any other. */
    record Denied(String reason) implements CloseOutcome {}

    static CloseOutcome of(Outcome outcome) {
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
