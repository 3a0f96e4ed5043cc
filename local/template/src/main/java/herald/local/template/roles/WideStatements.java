package herald.local.template.roles;

import herald.local.rules.iam.Statement;
import herald.local.rules.iam.Width;
import herald.local.template.text.Findings;
import herald.local.template.text.Value;
import herald.local.template.values.Properties;

/** Tells of statements that allow more than what they name, where that can be named. Stateless. */
final class WideStatements {

    private WideStatements() {}

    /** @param document a policy that has been read, so that it is one */
    static void tell(Properties document, Findings findings) {
        for (var value : document.required("Statement").asOneOrMore()) {
            var statement = new Properties(value.asFields());
            if (statement.requiredText("Effect").equals("Allow") && concerns(statement)) {
                tell(statement, "Action", findings);
                tell(statement, "Resource", findings);
            }
        }
    }

    /** Returns whether it is about what is checked here; of the rest, such as X-Ray, some knows no resources. */
    private static boolean concerns(Properties statement) {
        return statement.value("Action").stream()
                .flatMap(action -> action.asOneOrMore().stream())
                .map(Value::asText)
                .anyMatch(action -> action.startsWith("*")
                        || Statement.CHECKED.stream().anyMatch(prefix -> action.startsWith(prefix + ":")));
    }

    private static void tell(Properties statement, String property, Findings findings) {
        statement.value(property).stream()
                .flatMap(value -> value.asOneOrMore().stream())
                .filter(value -> property.equals("Action")
                        ? Width.isWideAction(value.asText())
                        : Width.isWideResource(value.asText()))
                .forEach(value -> findings.remark(
                        statement.origin(property), "allows " + value.asText() + ", which is wider than by name"));
    }
}
