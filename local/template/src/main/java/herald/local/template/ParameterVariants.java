package herald.local.template;

import herald.local.template.text.Findings;
import herald.local.template.text.Value;
import herald.local.template.text.YamlTemplate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values of parameters that decide what a template declares: those that its conditions and mappings ask for, each
 * in turn, since all combinations would be too many.
 */
final class ParameterVariants {

    record Variant(String parameter, String value) {}

    private static final int MOST = 100;

    /** Values that a condition compares a parameter with. */
    private final Map<String, Set<String>> compared = new LinkedHashMap<>();

    private ParameterVariants() {}

    /** @param fixed parameters whose value is given */
    static List<Variant> of(Path file, Map<String, String> fixed) {
        var template = YamlTemplate.read(file.toAbsolutePath().normalize(), new Findings());
        var variants = new ParameterVariants();
        template.get("Conditions").ifPresent(conditions -> variants.collect(conditions, true));
        template.get("Resources").ifPresent(resources -> variants.collect(resources, false));
        template.get("Globals").ifPresent(globals -> variants.collect(globals, false));
        var all = new ArrayList<Variant>();
        if (template.get("Parameters").orElse(null) instanceof Value.Fields parameters) {
            parameters.fields().forEach((name, body) -> {
                if (variants.compared.containsKey(name)
                        && !fixed.containsKey(name)
                        && body instanceof Value.Fields map) {
                    variants.values(name, map).forEach(value -> all.add(new Variant(name, value)));
                }
            });
        }
        return all.stream().limit(MOST).toList();
    }

    private Set<String> values(String name, Value.Fields parameter) {
        var values = new LinkedHashSet<String>();
        if (parameter.get("AllowedValues").orElse(null) instanceof Value.Items allowed) {
            texts(allowed.items(), values);
        } else {
            values.addAll(compared.getOrDefault(name, Set.of()));
        }
        if (parameter.get("Default").orElse(null) instanceof Value.Text(var _, var text)) {
            values.remove(text);
        }
        return values;
    }

    /** @param decides whether any {@code Ref} in it counts, and not only one in {@code Fn::FindInMap} */
    private void collect(Value value, boolean decides) {
        switch (value) {
            case Value.Text _, Value.Nothing _, Value.Unknown _ -> {}
            case Value.Items list -> list.items().forEach(item -> collect(item, decides));
            case Value.Fields map ->
                map.fields().forEach((key, field) -> {
                    if (key.equals("Ref") && decides && field instanceof Value.Text(var _, var name)) {
                        compared.computeIfAbsent(name, _ -> new LinkedHashSet<>());
                    }
                    if (key.equals("Fn::Equals")) {
                        compare(field);
                    }
                    collect(field, decides || key.equals("Fn::FindInMap"));
                });
        }
    }

    private void compare(Value sides) {
        if (!(sides instanceof Value.Items(var _, var items))) {
            return;
        }
        for (var side : items) {
            if (side instanceof Value.Fields map
                    && map.get("Ref").orElse(null) instanceof Value.Text(var _, var name)) {
                texts(items, compared.computeIfAbsent(name, _ -> new LinkedHashSet<>()));
            }
        }
    }

    private static void texts(List<Value> values, Set<String> into) {
        for (var value : values) {
            if (value instanceof Value.Text(var _, var text)) {
                into.add(text);
            }
        }
    }
}
