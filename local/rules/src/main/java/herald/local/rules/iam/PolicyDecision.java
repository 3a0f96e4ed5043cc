package herald.local.rules.iam;

import java.util.List;

/** The answer of a role's policies to a {@link Need}. */
public sealed interface PolicyDecision {

    /** @param by the first that does */
    record Allowed(Statement by) implements PolicyDecision {}

    /** No statement says anything. */
    record ImplicitlyDenied() implements PolicyDecision {}

    /** @param by the first that does; whatever else allows it */
    record ExplicitlyDenied(Statement by) implements PolicyDecision {}

    /** The role's policies are not known, and so nothing is denied. */
    record Unknown() implements PolicyDecision {}

    /** A denial beats what allows; what nothing allows is denied (IAM User Guide, "Policy evaluation logic"). */
    static PolicyDecision of(List<Statement> statements, Need need) {
        Statement allowing = null;
        for (Statement statement : statements) {
            if ((allowing == null || !statement.allows()) && statement.covers(need)) {
                if (!statement.allows()) {
                    return new ExplicitlyDenied(statement);
                }
                allowing = statement;
            }
        }
        return allowing == null ? new ImplicitlyDenied() : new Allowed(allowing);
    }
}
