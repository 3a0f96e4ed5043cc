package herald.local.template.roles;

import herald.local.rules.iam.Patterns;
import herald.local.rules.iam.Statement;
import herald.local.template.text.Value;
import herald.local.template.values.Properties;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An identity-based policy document, refused where IAM would refuse it (AWS docs, "IAM JSON policy element reference").
 * A condition that nothing here can settle is refused by name, unless its statement is about nothing that is checked
 * here. Stateless.
 */
final class PolicyReader {

    private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT =
            Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");

    private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

    private PolicyReader() {}

    /** @param policy its name */
    static List<Statement> read(String policy, Properties document) {
        document.only(DOCUMENT, "a policy document");
        document.oneOf("Version", List.of("2012-10-17", "2008-10-17"));
        var statements = new ArrayList<Statement>();
        var sids = new HashSet<String>();
        var index = 0;
        for (var value : document.required("Statement").asOneOrMore()) {
            var properties = new Properties(value.asFields());
            var sid = properties.text("Sid").orElse("");
            if (!sid.matches("[A-Za-z0-9]*")) {
                throw properties.refusal("Sid", sid + " is none: letters and digits only");
            }
            if (!sid.isEmpty() && !sids.add(sid)) {
                throw properties.refusal("Sid", sid + " is another statement's too");
            }
            var at = value.origin();
            var name = new Statement.Name(
                    policy, sid.isEmpty() ? Integer.toString(index) : sid, at.file() + ":" + at.line());
            statement(name, properties).ifPresent(statements::add);
            index++;
        }
        if (index == 0) {
            throw document.refusal("Statement", "is required and empty");
        }
        return statements;
    }

    /** Reads a statement; empty if it never applies. */
    private static Optional<Statement> statement(Statement.Name name, Properties properties) {
        properties.refuse("Principal", "is not for a role's policy, whose principal is the role");
        properties.refuse("NotPrincipal", "is not for a role's policy, whose principal is the role");
        properties.only(STATEMENT, "a policy's statement");
        var effect = properties.requiredText("Effect");
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw properties.refusal("Effect", effect + " is neither Allow nor Deny");
        }
        var actions = actions(properties);
        var resources = resources(properties);
        var statement = new Statement(name, effect.equals("Allow"), actions, resources);
        var applies = !statement.isChecked() || holds(properties);
        return applies ? Optional.of(statement) : Optional.empty();
    }

    private static Patterns.Actions actions(Properties properties) {
        var property = oneOfTwo(properties, "Action", "NotAction");
        var texts = texts(properties, property);
        for (var text : texts) {
            if (!ACTION.matcher(text).matches()) {
                throw properties.refusal(
                        property, text + " is no action; one is written with its prefix, dynamodb:PutItem, or *");
            }
        }
        return new Patterns.Actions(texts, property.startsWith("Not"));
    }

    private static Patterns.Resources resources(Properties properties) {
        var property = oneOfTwo(properties, "Resource", "NotResource");
        var texts = texts(properties, property);
        for (var text : texts) {
            var variable = VARIABLE.matcher(text);
            if (variable.find()) {
                throw properties.refusal(
                        property, "policy variable " + variable.group() + " is not supported by the stand-in");
            }
            if (!text.equals("*") && !text.startsWith("arn:")) {
                throw properties.refusal(
                        property,
                        text + " is neither an ARN nor *; a queue's or table's is !GetAtt " + "ITS_LOGICAL_ID.Arn");
            }
        }
        return new Patterns.Resources(texts, property.startsWith("Not"));
    }

    private static String oneOfTwo(Properties properties, String one, String other) {
        if (properties.has(one) && properties.has(other)) {
            throw properties.refusal(other, "excludes " + one + ", which is there too");
        }
        return properties.has(other) ? other : one;
    }

    private static List<String> texts(Properties properties, String property) {
        var texts = properties.required(property).asOneOrMore().stream()
                .map(Value::asText)
                .toList();
        if (texts.isEmpty()) {
            throw properties.refusal(property, "is required and empty");
        }
        return texts;
    }

    /** The SDK calls AWS by HTTPS, so that this one can be told; a function's calls count as that here. */
    private static boolean holds(Properties properties) {
        var condition = properties.map("Condition");
        if (condition.isEmpty()) {
            return true;
        }
        var holds = true;
        for (var operator : condition.get().names()) {
            var keys = condition.get().map(operator).orElseThrow();
            for (var key : keys.names()) {
                if (!operator.equals("Bool") || !key.equalsIgnoreCase("aws:SecureTransport")) {
                    throw keys.refusal(key, "condition " + operator + " " + key + " is not supported by the stand-in");
                }
                holds &= keys.required(key).asOneOrMore().stream().anyMatch(Value::asFlag);
            }
        }
        return holds;
    }
}
