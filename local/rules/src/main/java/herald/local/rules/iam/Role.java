package herald.local.rules.iam;

import java.util.List;

/**
 * An execution role as a template has it. Immutable.
 *
 * @param id logical id; the ARN, if it is none of the template's
 * @param name physical name
 * @param unread names of its policies of AWS's own of which it is not known here what they allow
 * @param known whether the template says what it may do; everything is allowed, if not
 */
public record Role(String id, String name, List<Statement> statements, List<String> unread, boolean known) {

    public Role {
        statements = List.copyOf(statements);
        unread = List.copyOf(unread);
    }

    /** One whose policies stand elsewhere. */
    public static Role foreign(String id, String name) {
        return new Role(id, name, List.of(), List.of(), false);
    }

    public PolicyDecision decide(Need need) {
        return known ? PolicyDecision.of(statements, need) : new PolicyDecision.Unknown();
    }
}
