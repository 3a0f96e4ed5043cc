package herald.local.template.roles;

import herald.local.rules.iam.Patterns;
import herald.local.rules.iam.Statement;
import herald.local.template.facts.Facts;
import java.util.function.UnaryOperator;

/** A policy's statement as files of facts have it: IAM's JSON, with lists only, and allowing if it does not say. */
final class PolicyFacts {

    private PolicyFacts() {}

    /** @param resource makes one of this run of what the file has */
    static Statement statement(Statement.Name name, Facts facts, UnaryOperator<String> resource) {
        var allBut = facts.has("NotAction");
        var actions = facts.at(allBut ? "NotAction" : "Action").texts();
        var resources = facts.at("Resource").texts().stream().map(resource).toList();
        return new Statement(
                name,
                !facts.has("Effect") || facts.at("Effect").text().equals("Allow"),
                new Patterns.Actions(actions, allBut),
                new Patterns.Resources(resources, false));
    }
}
