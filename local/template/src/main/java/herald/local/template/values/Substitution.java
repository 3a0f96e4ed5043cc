package herald.local.template.values;

import herald.local.template.text.Origin;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Fn::Sub}'s pattern: {@code ${Name}} is replaced, {@code ${!Name}} stays as {@code ${Name}}. */
public final class Substitution {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private Substitution() {}

    public static String of(String pattern, Origin at, UnaryOperator<String> values) {
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
}
