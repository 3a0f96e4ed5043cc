package herald.local.stack.access;

import herald.local.rules.iam.Grants;
import herald.local.rules.iam.Patterns;
import herald.local.rules.iam.Role;
import herald.local.rules.iam.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The use of what a template's roles are granted: how often each part of it was. Immutable. */
public record GrantUse(String template, List<Granted> statements) {

    public GrantUse {
        statements = List.copyOf(statements);
    }

    /** A statement, at a file and line, by which a role (logical id) allows something; counts how often, by pattern. */
    public record Granted(
            String role,
            String policy,
            String statement,
            String place,
            Map<String, Long> actions,
            Map<String, Long> resources) {

        /** Returns what makes it the same statement in another run, whatever the parameters. */
        String key() {
            return role + " " + policy + "/" + statement;
        }
    }

    static GrantUse of(String template, Grants grants, GrantCounts usage) {
        List<Granted> granted = new ArrayList<>();
        for (Role role : grants.roles()) {
            for (Statement statement : role.statements()) {
                Statement.Name name = statement.name();
                if (statement.allows() && statement.isChecked() && !name.place().isEmpty()) {
                    granted.add(new Granted(
                            role.id(),
                            name.policy(),
                            name.statement(),
                            name.place(),
                            counts(statement.actions(), "NotAction", text -> usage.of(role, statement, text)),
                            counts(statement.resources(), "NotResource", text -> usage.of(role, statement, text))));
                }
            }
        }
        return new GrantUse(template, granted);
    }

    private static Map<String, Long> counts(Patterns patterns, String negated, ToLongFunction<String> used) {
        Map<String, Long> counts = new LinkedHashMap<>();
        List<String> texts = patterns.allBut() ? List.of(negated) : patterns.texts();
        texts.forEach(text -> counts.put(text, used.applyAsLong(text)));
        return counts;
    }
}
