package herald.local.template.declarations;

import herald.local.template.facts.TypeFacts;
import herald.local.template.text.Findings;
import herald.local.template.text.FunctionNames;
import herald.local.template.text.Nearest;
import herald.local.template.text.Value;
import herald.local.template.values.Properties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * SAM's Globals: properties that each resource of a type starts with (SAM specification, Globals). Maps are merged,
 * lists are put one behind the other, anything else is overridden; a function's call counts as anything else.
 */
public final class Globals {

    private final Map<String, Value.Fields> byType;

    private Globals(Map<String, Value.Fields> byType) {
        this.byType = byType;
    }

    public static Globals of(Value.Fields declared, Findings findings) {
        var sections = TypeFacts.ALL.globals();
        var byType = new LinkedHashMap<String, Value.Fields>();
        declared.fields()
                .forEach((section, body) -> findings.step(() -> {
                    var names = sections.get(section);
                    if (names == null) {
                        throw body.origin()
                                .refusal("is no section of Globals" + Nearest.hint(section, sections.keySet()));
                    }
                    var type = "AWS::Serverless::" + section;
                    // Others are refused where a resource is of such a type.
                    if (PropertyNames.knows(type)) {
                        check(type, names, new Properties(body.asFields()), findings);
                        byType.put(type, body.asFields());
                    }
                }));
        return new Globals(byType);
    }

    private static void check(String type, Set<String> global, Properties properties, Findings findings) {
        findings.step(() -> PropertyNames.check(type, properties));
        PropertyNames.of(type).stream()
                .filter(name -> !global.contains(name))
                .forEach(
                        name -> findings.step(() -> properties.refuse(name, "can't be global, only a resource's own")));
    }

    /**
     * Returns a resource's properties with those of Globals, but for the {@code ignored} ones, or none if {@code all}
     * are.
     */
    Value.Fields mergedInto(String type, Value.Fields own, Set<String> ignored, boolean all) {
        var global = byType.get(type);
        if (global == null || all) {
            return own;
        }
        var taken = global.fields().entrySet().stream()
                .filter(entry -> !ignored.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new));
        return merged(new Value.Fields(global.origin(), taken), own);
    }

    private static Value.Fields merged(Value.Fields global, Value.Fields own) {
        var fields = new LinkedHashMap<>(global.fields());
        own.fields().forEach((name, value) -> fields.merge(name, value, Globals::merged));
        return new Value.Fields(own.origin(), fields);
    }

    private static Value merged(Value global, Value own) {
        if (global instanceof Value.Fields one
                && own instanceof Value.Fields other
                && !FunctionNames.isCall(one)
                && !FunctionNames.isCall(other)) {
            return merged(one, other);
        }
        if (global instanceof Value.Items one && own instanceof Value.Items other) {
            var items = new ArrayList<>(one.items());
            items.addAll(other.items());
            return new Value.Items(own.origin(), items);
        }
        return own;
    }
}
