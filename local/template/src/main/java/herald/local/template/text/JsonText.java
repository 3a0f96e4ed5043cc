package herald.local.template.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import herald.local.template.spec.TemplateRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** JSON inside of a template: a property that takes a map also as JSON text, and {@code Fn::ToJsonString}. */
public final class JsonText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonText() {}

    /** Returns the value itself, or what its JSON says if it is text. */
    public static Value parsed(Value value) {
        if (!(value instanceof Value.Text(var at, var text))) {
            return value;
        }
        try {
            return value(JSON.readTree(text), at);
        } catch (JsonProcessingException e) {
            throw at.refusal("is neither a map nor JSON: " + e.getOriginalMessage());
        }
    }

    public static String of(Value value) {
        return node(value).toString();
    }

    private static Value value(JsonNode node, Origin at) {
        if (node.isObject()) {
            var fields = new LinkedHashMap<String, Value>();
            node.properties()
                    .forEach(field -> fields.put(field.getKey(), value(field.getValue(), at.child(field.getKey()))));
            return new Value.Fields(at, fields);
        }
        if (node.isArray()) {
            var items = new ArrayList<Value>();
            node.forEach(item -> items.add(value(item, at.item(items.size(), at.line()))));
            return new Value.Items(at, items);
        }
        if (node.isNull() || node.isMissingNode()) {
            throw at.refusal("has no value");
        }
        return new Value.Text(at, node.asText());
    }

    private static JsonNode node(Value value) {
        var make = JsonNodeFactory.instance;
        return switch (value) {
            case Value.Text single -> make.textNode(single.text());
            case Value.Items list -> {
                var array = make.arrayNode();
                list.items().forEach(item -> array.add(node(item)));
                yield array;
            }
            case Value.Fields map -> {
                var object = make.objectNode();
                map.fields().forEach((name, field) -> object.set(name, node(field)));
                yield object;
            }
            case Value.Nothing _ -> make.nullNode();
            case Value.Unknown _ -> throw TemplateRefusal.inSilence();
        };
    }
}
