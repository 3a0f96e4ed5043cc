package herald.local.stack.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import herald.local.template.spec.TemplateRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A route selection expression: {@code $request.body.a.b}, {@code ${request.body.a}/${request.body.b}}, plain text, an
 * escaped {@code \$default}, or a mixture. Immutable.
 *
 * <p>A field that is not there gives an empty string, an object or array its JSON, any other value its text (AWS docs,
 * selection expressions). A JSON {@code null} counts as not there (inferred).
 */
final class RouteSelection {

    private static final Pattern TOKEN = Pattern.compile("\\\\\\$" + "|\\$\\{request\\.body(?<braced>[^}]*)}"
            + "|\\$request\\.body(?<bare>(?:\\.[\\w-]+|\\[[^]]*])*)");
    private static final Pattern STEP = Pattern.compile("\\.(?<name>[\\w$-]+)|\\[(?<index>\\d+)]");

    private sealed interface Part {

        /** Text of the expression itself. */
        record Text(String text) implements Part {}

        /** A place in the message, as names and array indices. */
        record Field(List<String> steps) implements Part {}
    }

    private final List<Part> parts;

    private RouteSelection(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** @throws TemplateRefusal if it refers to anything but the message's body, which is all that AWS has for it */
    static RouteSelection of(String expression) {
        List<Part> parts = new ArrayList<>();
        Matcher token = TOKEN.matcher(expression);
        int end = 0;
        while (token.find()) {
            text(expression, end, token.start(), parts);
            String path = token.group("braced") == null ? token.group("bare") : token.group("braced");
            parts.add(path == null ? new Part.Text("$") : new Part.Field(steps(expression, path)));
            end = token.end();
        }
        text(expression, end, expression.length(), parts);
        return new RouteSelection(parts);
    }

    private static void text(String expression, int from, int to, List<Part> parts) {
        String text = expression.substring(from, to);
        if (text.contains("$")) {
            throw new TemplateRefusal("RouteSelectionExpression \"" + expression + "\": \"" + text
                    + "\" is neither $request.body… nor \\$");
        }
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text));
        }
    }

    private static List<String> steps(String expression, String path) {
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int end = 0;
        while (step.find() && step.start() == end) {
            steps.add(step.group("name") == null ? step.group("index") : step.group("name"));
            end = step.end();
        }
        if (end != path.length()) {
            throw new TemplateRefusal("RouteSelectionExpression \"" + expression + "\": only dotted names and [n] are"
                    + " supported below request.body, not \"" + path.substring(end) + "\"");
        }
        return List.copyOf(steps);
    }

    /** Returns the route key that the message names; empty if it is not a JSON object, so that none can be found. */
    Optional<String> routeKey(String message) {
        JsonNode body = StrictJson.read(message);
        if (!body.isObject()) {
            return Optional.empty();
        }
        StringBuilder key = new StringBuilder();
        for (Part part : parts) {
            key.append(
                    switch (part) {
                        case Part.Text(String text) -> text;
                        case Part.Field(List<String> steps) -> textOf(at(body, steps));
                    });
        }
        return Optional.of(key.toString());
    }

    private static JsonNode at(JsonNode body, List<String> steps) {
        JsonNode node = body;
        for (String step : steps) {
            node = node.isArray() ? element(node, step) : node.path(step);
        }
        return node;
    }

    private static JsonNode element(JsonNode array, String step) {
        boolean index = step.length() < 10 && step.chars().allMatch(c -> c >= '0' && c <= '9');
        return index ? array.path(Integer.parseInt(step)) : MissingNode.getInstance();
    }

    private static String textOf(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        return node.isContainerNode() ? node.toString() : node.asText();
    }
}
