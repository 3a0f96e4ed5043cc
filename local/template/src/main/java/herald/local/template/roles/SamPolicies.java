package herald.local.template.roles;

import herald.local.rules.iam.Patterns;
import herald.local.rules.iam.Statement;
import herald.local.template.events.FunctionEvent;
import herald.local.template.resources.Resource;
import herald.local.template.text.Nearest;
import herald.local.template.text.Value;
import herald.local.template.values.Arns;
import herald.local.template.values.Properties;
import java.util.List;

/**
 * The policies of the role that SAM makes for a function without one (SAM specification,
 * {@code AWS::Serverless::Function}; July 2026): its {@code Policies}, and what follows from its events, its
 * dead-letter queue and its network.
 */
final class SamPolicies {

    private SamPolicies() {}

    static void addTo(AttachedPolicies policies, Resource function, Arns arns) {
        var properties = function.properties();
        addOwn(policies, ManagedPolicies.BASIC_EXECUTION);
        if (properties.has("VpcConfig")) {
            addOwn(policies, "AWSLambdaVPCAccessExecutionRole");
        }
        if (hasQueue(properties)) {
            addOwn(policies, ManagedPolicies.SQS_EXECUTION);
        }
        properties.map("DeadLetterQueue").ifPresent(queue -> policies.add(deadLetters(queue)));
        var entries = properties.value("Policies").map(Value::asOneOrMore).orElse(List.of());
        for (var i = 0; i < entries.size(); i++) {
            add(policies, function.id() + "RolePolicy" + i, entries.get(i), arns);
        }
    }

    private static void addOwn(AttachedPolicies policies, String name) {
        policies.add(ManagedPolicies.statements(name).orElseThrow());
    }

    private static boolean hasQueue(Properties function) {
        var events = function.map("Events");
        return events.isPresent()
                && events.get().names().stream()
                        .flatMap(name -> events.get().map(name).stream())
                        .anyMatch(event -> event.text("Type")
                                .filter(FunctionEvent.SQS::equals)
                                .isPresent());
    }

    private static List<Statement> deadLetters(Properties queue) {
        var at = queue.origin();
        return queue.oneOf("Type", List.of("SNS", "SQS")).equals("SNS")
                ? List.of()
                : List.of(new Statement(
                        new Statement.Name("DeadLetterQueuePolicy", "0", at.file() + ":" + at.line()),
                        true,
                        new Patterns.Actions(List.of("sqs:SendMessage"), false),
                        new Patterns.Resources(List.of(queue.requiredText("TargetArn")), false)));
    }

    private static void add(AttachedPolicies policies, String name, Value entry, Arns arns) {
        if (!(entry instanceof Value.Fields fields)) {
            policies.addManaged(entry);
            return;
        }
        if (fields.get("Statement").isPresent()) {
            policies.addDocument(name, fields);
            return;
        }
        if (fields.fields().size() != 1) {
            throw entry.origin().refusal("is neither a policy with Statement, nor a policy template alone in its map");
        }
        var template = fields.fields().keySet().iterator().next();
        var parameters =
                new Properties(fields.fields().values().iterator().next().asFields());
        if (!PolicyTemplates.knows(template)) {
            throw parameters
                    .origin()
                    .refusal(template + " is no policy template of SAM"
                            + Nearest.hint(template, PolicyTemplates.names()));
        }
        policies.add(PolicyTemplates.statements(name, template, parameters, arns));
    }
}
