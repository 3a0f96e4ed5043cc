package herald.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The Resources section: who is there in this run, and who is not because of a condition.
 *
 * @param present by logical id, with what SAM makes of {@code AWS::Serverless::WebSocketApi}
 * @param absent logical ids of those whose condition does not hold, with its name
 */
record Declarations(Map<String, Declared> present, Map<String, String> absent) {

    private static final Set<String> ATTRIBUTES = Set.of(
            "Type",
            "Properties",
            "DependsOn",
            "Condition",
            "Metadata",
            "DeletionPolicy",
            "UpdateReplacePolicy",
            "CreationPolicy",
            "UpdatePolicy",
            "IgnoreGlobals",
            // Only makes IAM policies.
            "Connectors");

    static Declarations read(Value.Fields resources, Globals globals, Conditions conditions) {
        var present = new LinkedHashMap<String, Declared>();
        var absent = new LinkedHashMap<String, String>();
        resources.fields().forEach((id, body) -> {
            if (id.startsWith("Fn::")) {
                throw body.origin().refusal(id + " is not supported by the stand-in");
            }
            var declared = declared(id, body.asFields(), globals);
            if (declared.condition().isPresent()) {
                var condition = declared.condition().get();
                if (!conditions.holds(condition.text(), condition.origin())) {
                    absent.put(id, condition.text());
                    return;
                }
            }
            ResourceTypes.check(
                    declared.type(), body.asFields().get("Type").orElse(body).origin());
            for (var each : WebSocketApi.expand(declared)) {
                var made = !each.id().equals(id);
                if (present.put(each.id(), each) != null
                        || (made && resources.get(each.id()).isPresent())) {
                    throw each.origin().refusal("SAM makes a resource " + each.id() + ", and there already is one");
                }
            }
        });
        return new Declarations(present, absent);
    }

    private static Declared declared(String id, Value.Fields body, Globals globals) {
        var at = body.origin();
        if (!id.matches("[A-Za-z0-9]{1,255}")) {
            throw at.refusal("a logical id has letters and digits only");
        }
        var attributes = new Properties(body);
        attributes.only(ATTRIBUTES, "a resource");
        var type = attributes.requiredText("Type");
        var own = attributes
                .value("Properties")
                .map(Value::asFields)
                .orElseGet(() -> Value.Fields.none(at.child("Properties")));
        var ignored = attributes.value("IgnoreGlobals");
        var all = ignored.filter(value -> value.isText("*"));
        var some = ignored.filter(_ -> all.isEmpty()).map(Value::asItems).orElse(List.of()).stream()
                .map(Value::asText)
                .collect(Collectors.toSet());
        var properties = globals.mergedInto(type, own, some, all.isPresent());
        var condition = attributes.value("Condition").map(value -> new Value.Text(value.origin(), value.asText()));
        return new Declared(id, type, at, properties, dependsOn(attributes), condition);
    }

    private static List<Value.Text> dependsOn(Properties attributes) {
        var ids = new ArrayList<Value.Text>();
        attributes
                .value("DependsOn")
                .ifPresent(value ->
                        value.asOneOrMore().forEach(item -> ids.add(new Value.Text(item.origin(), item.asText()))));
        return ids;
    }

    /** @return what to say of a logical id that is not {@link #present} */
    String missing(String id) {
        var condition = absent.get(id);
        return condition == null
                ? "there is no resource or parameter " + id + Nearest.hint(id, present.keySet())
                : "there is no " + id + " in this run, as its condition " + condition + " does not hold";
    }
}
