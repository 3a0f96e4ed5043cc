package herald.local.template.roles;

import herald.local.rules.iam.Statement;
import herald.local.template.facts.Facts;
import herald.local.template.spec.Place;
import herald.local.template.values.Arns;
import herald.local.template.values.Properties;
import herald.local.template.values.Sub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** SAM's policy templates, with what they allow of what is checked here. Most allow none of it. */
final class PolicyTemplates {

    private static final Map<String, Facts> ALL =
            Facts.of("sam-policy-templates.json").at("templates").entries();

    private PolicyTemplates() {}

    static boolean knows(String name) {
        return ALL.containsKey(name);
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    /** Fills in a template that is {@link #knows known}; {@code policy} is SAM's name of what it makes of it. */
    static List<Statement> statements(String policy, String name, Properties parameters, Arns arns) {
        var template = Objects.requireNonNull(ALL.get(name));
        var needed = template.at("Parameters").names();
        parameters.only(needed, name);
        needed.forEach(parameters::requiredText);
        var at = parameters.origin();
        var statements = new ArrayList<Statement>();
        for (var statement : template.at("Statement").items()) {
            var numbered = name + (statements.isEmpty() ? "" : statements.size());
            statements.add(PolicyFacts.statement(
                    new Statement.Name(policy, numbered, at.file() + ":" + at.line()),
                    statement,
                    resource -> Sub.replaced(resource, at, variable -> value(variable, parameters, arns.place()))));
        }
        return statements;
    }

    private static String value(String variable, Properties parameters, Place place) {
        return switch (variable) {
            case "AWS::Partition" -> Arns.PARTITION;
            case "AWS::Region" -> place.region();
            case "AWS::AccountId" -> place.account();
            default -> parameters.requiredText(variable);
        };
    }
}
