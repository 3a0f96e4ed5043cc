package herald.local.template.values;

import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Origin;
import herald.local.template.text.Value;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code Fn::FindInMap}: a value of the Mappings section; {@code resolve} evaluates its keys and its default. */
record FindInMap(Scope scope, UnaryOperator<Value> resolve) {

    Value of(Value argument, Origin at) {
        var parts = argument.asItems();
        var withDefault = parts.size() == 4 && parts.get(3) instanceof Value.Fields;
        if (parts.size() != 3 && !withDefault) {
            throw at.refusal("Fn::FindInMap takes a map's name and two keys");
        }
        if (withDefault) {
            scope.requireExtensions("Fn::FindInMap's DefaultValue", at);
        }
        var keys = parts.subList(0, 3).stream()
                .map(key -> resolve.apply(key).asText())
                .toList();
        var value = scope.mappings()
                .get(keys.get(0))
                .flatMap(map -> map.asFields().get(keys.get(1)))
                .flatMap(map -> map.asFields().get(keys.get(2)));
        if (value.isPresent()) {
            return value.get().at(at);
        }
        if (withDefault) {
            return parts.get(3)
                    .asFields()
                    .get("DefaultValue")
                    .map(resolve)
                    .orElseThrow(() -> at.refusal("Fn::FindInMap's fourth argument is {DefaultValue: …}"));
        }
        throw missing(parts.get(1), keys, at);
    }

    private static TemplateRefusal missing(Value firstKey, List<String> keys, Origin at) {
        var missing = "Fn::FindInMap: Mappings has no " + String.join(".", keys);
        var region = firstKey instanceof Value.Fields key
                && key.get("Ref").filter(ref -> ref.isText("AWS::Region")).isPresent();
        return region ? at.notRun(missing + ", the Region of this run") : at.refusal(missing);
    }
}
