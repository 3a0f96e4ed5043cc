package herald.local.template;

import herald.local.template.resources.Endpoints;
import herald.local.template.resources.PhysicalNames;
import herald.local.template.text.Value;
import herald.local.template.values.Conditions;
import herald.local.template.values.Properties;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The Outputs section as text: a list is joined by commas, an endpoint is this machine's. */
final class Outputs {

    private Outputs() {}

    static Map<String, String> read(
            Value.Fields declared, PhysicalNames physical, Conditions conditions, Endpoints endpoints) {
        var outputs = new LinkedHashMap<String, String>();
        declared.fields()
                .forEach((name, body) -> physical.findings().step(() -> {
                    if (name.startsWith("Fn::")) {
                        throw body.origin().notRun(name + " is not supported by the stand-in");
                    }
                    var output = new Properties(body.asFields());
                    output.only(Set.of("Value", "Description", "Export", "Condition"), "an output");
                    var value = output.required("Value");
                    var condition = output.text("Condition");
                    if (condition.isEmpty() || conditions.holds(condition.get(), output.origin("Condition"))) {
                        outputs.put(
                                name,
                                endpoints.localised(text(physical.intrinsics().resolve(value))));
                    }
                }));
        return outputs;
    }

    private static String text(Value value) {
        return value instanceof Value.Items list
                ? list.items().stream().map(Value::asText).collect(Collectors.joining(","))
                : value.asText();
    }
}
