package herald.local.template.values;

import herald.local.template.text.Origin;
import herald.local.template.text.Value;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Fn::Sub}, or {@code !Sub}: {@code ${Name}} is replaced by a variable of its own (which {@code text}
 * evaluates), a parameter, or a resource's {@code Ref} or attribute; {@code ${!Name}} stays as {@code ${Name}}.
 */
public record Sub(Scope scope, References references, Function<Value, String> text) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    /** Returns a pattern with its variables replaced; {@code at} is its place. */
    public static String replaced(String pattern, Origin at, UnaryOperator<String> values) {
        return VARIABLE.matcher(pattern).replaceAll(match -> {
            var name = match.group(1);
            if (name.startsWith("!")) {
                return Matcher.quoteReplacement("${" + name.substring(1) + "}");
            }
            if (!name.matches("[A-Za-z0-9_.:]+")) {
                throw at.refusal("Fn::Sub: ${" + name + "} is no name of a parameter, resource or attribute");
            }
            return Matcher.quoteReplacement(values.apply(name));
        });
    }

    String of(Value argument) {
        if (argument instanceof Value.Text(var at, var pattern)) {
            return replaced(pattern, at, name -> variable(name, Map.of(), at));
        }
        var parts = Arguments.of(argument, "Fn::Sub", 2);
        var at = parts.get(0).origin();
        var own = parts.get(1).asFields().fields();
        return replaced(parts.get(0).asText(), at, name -> variable(name, own, at));
    }

    private String variable(String name, Map<String, Value> own, Origin at) {
        var variable = own.get(name);
        if (variable != null) {
            return text.apply(variable);
        }
        var value = scope.named(name, at);
        if (value.isPresent()) {
            return value.get().asText();
        }
        return name.contains(".") && !references.isResource(name)
                ? references.attribute(name, at)
                : references.ref(name, at);
    }
}
