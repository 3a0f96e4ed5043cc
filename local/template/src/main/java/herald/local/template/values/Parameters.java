package herald.local.template.values;

import herald.local.template.text.Findings;
import herald.local.template.text.NameList;
import herald.local.template.text.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The Parameters section with the values of this run (AWS docs, CloudFormation parameters). */
public final class Parameters {

    private static final Set<String> PROPERTIES = NameList.of("""
            Type Default AllowedValues AllowedPattern MinLength MaxLength MinValue MaxValue NoEcho Description
            ConstraintDescription
            """);

    private Parameters() {}

    /** Returns a value for each parameter: text, or a list for a type that is one. */
    public static Map<String, Value> read(Value.Fields declared, Map<String, String> overrides, Findings findings) {
        var names = declared.fields().keySet();
        for (var name : overrides.keySet()) {
            if (!names.contains(name)) {
                findings.refuse(declared.origin(), "has no " + name + ", only " + known(names));
            }
        }
        var values = new LinkedHashMap<String, Value>();
        declared.fields().forEach((name, body) -> {
            var value = findings.<Value>tried(
                    () -> value(name, body, overrides, findings), new Value.Unknown(body.origin()));
            values.put(name, value);
        });
        return values;
    }

    private static Value value(String name, Value body, Map<String, String> overrides, Findings findings) {
        var properties = new Properties(body.asFields());
        findings.step(() -> properties.only(PROPERTIES, "a parameter"));
        var override = overrides.get(name);
        var given = override != null
                ? new Value.Text(properties.origin(), override)
                : properties
                        .value("Default")
                        .orElseThrow(() -> properties
                                .origin()
                                .notRun("has no Default, so it needs --parameter " + name + "=VALUE"));
        return value(properties, given.asText());
    }

    private static String known(Set<String> names) {
        return names.isEmpty() ? "no parameter at all" : String.join(", ", names);
    }

    private static Value value(Properties properties, String given) {
        var type = properties.requiredText("Type");
        if (type.startsWith("AWS::SSM::")) {
            throw properties.notRun("Type", type + " needs the Parameter Store, which the stand-in has not");
        }
        if (!type.startsWith("AWS::") && !type.matches("String|Number|CommaDelimitedList|List<(Number|AWS::.+)>")) {
            throw properties.refusal("Type", type + " is no type of a parameter");
        }
        var number = type.equals("Number") || type.equals("List<Number>");
        var list = type.equals("CommaDelimitedList") || type.startsWith("List<");
        if (!list) {
            check(properties, given, number);
            return new Value.Text(properties.origin(), given);
        }
        var items = new ArrayList<Value>();
        for (var item : given.isEmpty() ? List.<String>of() : Arrays.asList(given.split(",", -1))) {
            check(properties, item.strip(), number);
            items.add(new Value.Text(properties.origin(), item.strip()));
        }
        return new Value.Items(properties.origin(), items);
    }

    private static void check(Properties properties, String value, boolean number) {
        var shown = properties.flag("NoEcho", false) ? "the value" : "'" + value + "'";
        properties.value("AllowedValues").ifPresent(allowed -> {
            var texts = allowed.asItems().stream().map(Value::asText).toList();
            require(properties, texts.contains(value), shown + " is not one of " + String.join(", ", texts));
        });
        properties
                .text("AllowedPattern")
                .ifPresent(pattern ->
                        require(properties, matches(properties, pattern, value), shown + " does not match " + pattern));
        if (number) {
            checkNumber(properties, value, shown);
        } else {
            checkLength(properties, value, shown);
        }
    }

    private static boolean matches(Properties properties, String pattern, String value) {
        try {
            return Pattern.compile(pattern).matcher(value).matches();
        } catch (PatternSyntaxException e) {
            throw properties.refusal("AllowedPattern", "is no regular expression: " + e.getDescription());
        }
    }

    private static void checkNumber(Properties properties, String value, String shown) {
        var number = number(properties, value, shown);
        properties
                .text("MinValue")
                .ifPresent(least -> require(
                        properties,
                        number.compareTo(number(properties, least, "MinValue")) >= 0,
                        shown + " is less than MinValue " + least));
        properties
                .text("MaxValue")
                .ifPresent(most -> require(
                        properties,
                        number.compareTo(number(properties, most, "MaxValue")) <= 0,
                        shown + " is more than MaxValue " + most));
    }

    private static BigDecimal number(Properties properties, String value, String shown) {
        try {
            return new BigDecimal(value.strip());
        } catch (NumberFormatException e) {
            throw properties.origin().refusal(shown + " is no number");
        }
    }

    private static void checkLength(Properties properties, String value, String shown) {
        properties
                .integer("MinLength", 0, Integer.MAX_VALUE)
                .ifPresent(least -> require(
                        properties, value.length() >= least, shown + " is too short (MinLength " + least + ")"));
        properties
                .integer("MaxLength", 0, Integer.MAX_VALUE)
                .ifPresent(most ->
                        require(properties, value.length() <= most, shown + " is too long (MaxLength " + most + ")"));
    }

    private static void require(Properties properties, boolean holds, String otherwise) {
        if (!holds) {
            var why = properties.text("ConstraintDescription").map(text -> ": " + text);
            throw properties.origin().refusal(otherwise + why.orElse(""));
        }
    }
}
