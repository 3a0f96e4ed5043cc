package herald.local.template.roles;

import herald.local.rules.iam.Statement;
import herald.local.template.facts.Facts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** AWS's own policies, with what they allow of what is checked here. Some allow none of it. */
final class ManagedPolicies {

    static final String BASIC_EXECUTION = "AWSLambdaBasicExecutionRole";
    static final String SQS_EXECUTION = "AWSLambdaSQSQueueExecutionRole";

    private static final String OWN = ":iam::aws:policy/";

    private static final Map<String, Facts> ALL =
            Facts.of("managed-policies.json").at("policies").entries();

    private ManagedPolicies() {}

    /** Returns the name of the policy of AWS's own that an ARN is of. */
    static Optional<String> name(String arn) {
        var own = arn.indexOf(OWN);
        return arn.startsWith("arn:") && own > 0
                ? Optional.of(arn.substring(arn.lastIndexOf('/') + 1))
                : Optional.empty();
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    /** Returns what it says of what is checked here; nothing, if it is not known. */
    static Optional<List<Statement>> statements(String name) {
        var named = new Statement.Name(name, "", "");
        return Optional.ofNullable(ALL.get(name))
                .map(facts -> facts.items().stream()
                        .map(each -> PolicyFacts.statement(named, each, UnaryOperator.identity()))
                        .toList());
    }
}
