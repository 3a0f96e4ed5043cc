package herald.local.template.values;

import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.FunctionNames;
import herald.local.template.text.JsonText;
import herald.local.template.text.Origin;
import herald.local.template.text.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Replaces the functions in a value by what they give (AWS docs, CloudFormation intrinsic functions). Pure, but for
 * what {@link References} note.
 */
public final class Intrinsics {

    private final Scope scope;
    private final BiPredicate<String, Origin> conditions;
    private final References references;
    private final Sub sub;
    private final FindInMap findInMap;

    public Intrinsics(Scope scope, BiPredicate<String, Origin> conditions, References references) {
        this.scope = scope;
        this.conditions = conditions;
        this.references = references;
        this.sub = new Sub(scope, references, this::text);
        this.findInMap = new FindInMap(scope, this::resolve);
    }

    /** Returns the same functions, with other answers to what refers to a resource. */
    public Intrinsics with(References others) {
        return new Intrinsics(scope, conditions, others);
    }

    public Value resolve(Value value) {
        return switch (value) {
            case Value.Text _, Value.Nothing _, Value.Unknown _ -> value;
            case Value.Items list -> new Value.Items(list.origin(), resolveAll(list.items()));
            case Value.Fields map -> FunctionNames.isCall(map) ? called(map) : resolveFields(map);
        };
    }

    public String text(Value value) {
        return resolve(value).asText();
    }

    private List<Value> resolveAll(List<Value> items) {
        var resolved = new ArrayList<Value>();
        for (var item : items) {
            var value = resolve(item);
            if (!(value instanceof Value.Nothing)) {
                resolved.add(value);
            }
        }
        return resolved;
    }

    private Value.Fields resolveFields(Value.Fields map) {
        var resolved = new LinkedHashMap<String, Value>();
        map.fields().forEach((key, field) -> {
            if (key.startsWith("Fn::")) {
                scope.findings().step(() -> refuseToRun(key, field.origin(), map.origin()));
                return;
            }
            var value = resolve(field);
            if (!(value instanceof Value.Nothing)) {
                resolved.put(key, value);
            }
        });
        return new Value.Fields(map.origin(), resolved);
    }

    private Value called(Value.Fields map) {
        return scope.findings().<Value>tried(() -> call(map), new Value.Unknown(map.origin()));
    }

    private Value call(Value.Fields map) {
        var at = map.origin();
        var function = map.fields().keySet().iterator().next();
        var argument = map.fields().values().iterator().next();
        return switch (function) {
            case "Ref" -> ref(argument.asText(), at);
            case "Fn::GetAtt" -> new Value.Text(at, attribute(argument, at));
            case "Fn::Sub" -> new Value.Text(at, sub.of(argument));
            case "Fn::Join" -> join(Arguments.of(argument, "Fn::Join", 2), at);
            case "Fn::Select" -> select(Arguments.of(argument, "Fn::Select", 2), at);
            case "Fn::Split" -> split(Arguments.of(argument, "Fn::Split", 2), at);
            case "Fn::If" -> choose(Arguments.of(argument, "Fn::If", 3));
            case "Fn::FindInMap" -> findInMap.of(argument, at);
            case "Fn::Base64" -> new Value.Text(at, base64(text(argument)));
            case "Fn::Length" -> {
                scope.requireExtensions(function, at);
                yield new Value.Text(
                        at, Integer.toString(resolve(argument).asItems().size()));
            }
            case "Fn::ToJsonString" -> {
                scope.requireExtensions(function, at);
                yield new Value.Text(at, JsonText.of(resolve(argument)));
            }
            case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not" ->
                throw at.refusal(function + " belongs into Conditions; here stands Fn::If with a condition's name");
            case "Fn::ImportValue" ->
                throw at.notRun("Fn::ImportValue needs another stack, and here is only this template");
            default -> throw unsupported(function, at);
        };
    }

    private static TemplateRefusal unsupported(String function, Origin at) {
        var known = function.startsWith("Fn::ForEach::") || FunctionNames.isShort(function.replace("Fn::", ""));
        return known
                ? at.notRun(function + " is not supported by the stand-in")
                : at.refusal(function + " is no function of CloudFormation");
    }

    private static void refuseToRun(String function, Origin at, Origin map) {
        if (function.startsWith("Fn::ForEach::") || function.equals("Fn::Transform")) {
            throw unsupported(function, at);
        }
        throw map.refusal(function + " must stand alone in its map");
    }

    private Value ref(String name, Origin at) {
        return scope.named(name, at).orElseGet(() -> new Value.Text(at, references.ref(name, at)));
    }

    private String attribute(Value argument, Origin at) {
        if (argument instanceof Value.Text dotted) {
            return references.attribute(dotted.text(), at);
        }
        var parts = Arguments.of(argument, "Fn::GetAtt", 2);
        // The attribute may be a Ref of a parameter, the resource may not (AWS docs, Fn::GetAtt).
        return references.attribute(parts.get(0).asText(), text(parts.get(1)), at);
    }

    private Value join(List<Value> arguments, Origin at) {
        var parts =
                resolve(arguments.get(1)).asItems().stream().map(Value::asText).toList();
        return new Value.Text(at, String.join(arguments.get(0).asText(), parts));
    }

    private Value select(List<Value> arguments, Origin at) {
        var items = resolve(arguments.get(1)).asItems();
        var index = text(arguments.get(0));
        if (!index.matches("\\d{1,6}") || Integer.parseInt(index) >= items.size()) {
            throw at.refusal("Fn::Select: there is no item " + index + " in a list of " + items.size());
        }
        return items.get(Integer.parseInt(index)).at(at);
    }

    private Value split(List<Value> arguments, Origin at) {
        var delimiter = arguments.get(0).asText();
        if (delimiter.isEmpty()) {
            throw at.refusal("Fn::Split needs a delimiter");
        }
        var parts = text(arguments.get(1)).split(Pattern.quote(delimiter), -1);
        return new Value.Items(
                at,
                Arrays.stream(parts)
                        .<Value>map(part -> new Value.Text(at, part))
                        .toList());
    }

    private Value choose(List<Value> arguments) {
        var condition = arguments.get(0);
        var holds = conditions.test(condition.asText(), condition.origin());
        return resolve(arguments.get(holds ? 1 : 2));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
