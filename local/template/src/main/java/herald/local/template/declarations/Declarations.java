package herald.local.template.declarations;

import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Findings;
import herald.local.template.text.NameList;
import herald.local.template.text.Nearest;
import herald.local.template.text.Origin;
import herald.local.template.text.Value;
import herald.local.template.values.Conditions;
import herald.local.template.values.Properties;
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
 * @param generated logical ids that are no resource of the template's, and may be there nonetheless
 */
public record Declarations(Map<String, Declaration> present, Map<String, String> absent, GeneratedIds generated) {

    /** Connectors only make IAM policies. */
    private static final Set<String> ATTRIBUTES = NameList.of("""
            Type Properties DependsOn Condition Metadata DeletionPolicy UpdateReplacePolicy CreationPolicy
            UpdatePolicy IgnoreGlobals Description Version Connectors
            """);

    public static Declarations read(Value.Fields resources, Globals globals, Conditions conditions, Findings findings) {
        var present = new LinkedHashMap<String, Declaration>();
        var absent = new LinkedHashMap<String, String>();
        var generated = new GeneratedIds();
        resources
                .fields()
                .forEach((id, body) -> findings.step(() -> {
                    // Whatever is wrong with it, it stands there.
                    generated.add(id);
                    if (id.startsWith("Fn::")) {
                        throw body.origin().notRun(id + " is not supported by the stand-in");
                    }
                    var declared = declared(id, body.asFields(), globals, findings);
                    if (declared.condition().isPresent()) {
                        var condition = declared.condition().get();
                        if (!findings.tried(() -> conditions.holds(condition.text(), condition.origin()), true)) {
                            absent.put(id, condition.text());
                            return;
                        }
                    }
                    var at = body.asFields().get("Type").orElse(body).origin();
                    findings.step(() -> ResourceTypes.check(declared.type(), at));
                    for (var each : WebSocketApi.expand(declared)) {
                        var made = !each.id().equals(id);
                        if (present.put(each.id(), each) != null
                                || (made && resources.get(each.id()).isPresent())) {
                            throw each.origin()
                                    .refusal("SAM makes a resource " + each.id() + ", and there already is one");
                        }
                    }
                }));
        return new Declarations(present, absent, generated.with(present.values()));
    }

    private static Declaration declared(String id, Value.Fields body, Globals globals, Findings findings) {
        var at = body.origin();
        if (!id.matches("[A-Za-z0-9]{1,255}")) {
            findings.refuse(at, "a logical id has letters and digits only");
        }
        var attributes = new Properties(body);
        var type = attributes.requiredText("Type");
        checkAttributes(type, attributes, findings);
        var none = Value.Fields.none(at.child("Properties"));
        var own = findings.tried(
                () -> attributes.value("Properties").map(Value::asFields).orElse(none), none);
        var ignored = attributes.value("IgnoreGlobals");
        var all = ignored.filter(value -> value.isText("*"));
        var some = ignored.filter(_ -> all.isEmpty()).map(Value::asItems).orElse(List.of()).stream()
                .map(Value::asText)
                .collect(Collectors.toSet());
        var properties = globals.mergedInto(type, own, some, all.isPresent());
        var condition = attributes.value("Condition").map(value -> new Value.Text(value.origin(), value.asText()));
        return new Declaration(id, type, at, properties, dependsOn(attributes), condition);
    }

    /** SAM passes over what it does not know, unlike CloudFormation. */
    private static void checkAttributes(String type, Properties attributes, Findings findings) {
        for (var name : attributes.names()) {
            if (ATTRIBUTES.contains(name)) {
                continue;
            }
            var hint = Nearest.hint(name, ATTRIBUTES);
            var sentence = "is no property of a resource" + hint;
            if (type.startsWith("AWS::Serverless::") && hint.isEmpty()) {
                findings.remark(attributes.origin(name), sentence + ", so it has no effect");
            } else {
                findings.refuse(attributes.origin(name), sentence);
            }
        }
    }

    private static List<Value.Text> dependsOn(Properties attributes) {
        var ids = new ArrayList<Value.Text>();
        attributes
                .value("DependsOn")
                .ifPresent(value ->
                        value.asOneOrMore().forEach(item -> ids.add(new Value.Text(item.origin(), item.asText()))));
        return ids;
    }

    /** Returns whether SAM makes a resource of this name, of which the template has none. */
    boolean isGenerated(String id) {
        return present.containsKey(id)
                || present.values().stream()
                        .filter(resource -> resource.type().equals(ResourceTypes.FUNCTION))
                        .anyMatch(function -> id.equals(function.id() + "Role")
                                || id.startsWith(function.id() + "Alias")
                                || id.startsWith(function.id() + "Version"));
    }

    /** Returns what to do about a logical id that is not {@link #present}. */
    public TemplateRefusal missing(String id, Origin at) {
        var condition = absent.get(id);
        if (condition != null) {
            return at.refusal("there is no " + id + " in this run, as its condition " + condition + " does not hold");
        }
        return generated.has(id)
                ? TemplateRefusal.inSilence()
                : at.refusal("there is no resource or parameter " + id + Nearest.hint(id, present.keySet()));
    }
}
