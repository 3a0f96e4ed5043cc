package herald.posts;

/** The outcomes of closing a connection. */
public sealed interface CloseOutcome {

    /** It is closed, or was never there. */
    record Closed() implements CloseOutcome {}

    /** It has to be tried again. */
    record NotYet() implements CloseOutcome {}

    /** Trying again is of no use, for this connection or any other. */
    record Denied(String reason) implements CloseOutcome {}

    static CloseOutcome of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered _, Outcome.Gone _, Outcome.UnknownId _, Outcome.BadRequest _ -> new Closed();
            case Outcome.Refused(String reason) ->
                new Denied("closing is refused, so the endpoint or the policy is wrong: " + reason);
            case Outcome.Throttled _, Outcome.TooLarge _, Outcome.Failed _ -> new NotYet();
        };
    }
}
