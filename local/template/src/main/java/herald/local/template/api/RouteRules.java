package herald.local.template.api;

import herald.local.template.declarations.ResourceTypes;
import herald.local.template.resources.Resource;
import herald.local.template.resources.Resources;
import herald.local.template.spec.Template;
import herald.local.template.text.Findings;
import herald.local.template.text.Value;
import herald.local.template.values.Properties;
import java.time.Duration;
import java.util.HashSet;
import java.util.regex.Pattern;

/**
 * The rules by which a message reaches a route, and by which a route's function may take its time (AWS docs, API
 * Gateway, "Create routes for WebSocket APIs" and quotas).
 */
public record RouteRules(ApiIds apis, Resources resources, Findings findings) {

    private static final String SELECTION = "RouteSelectionExpression";
    private static final String KEY = "RouteKey";
    private static final String DEFAULT = "$default";

    /** A field of the message, in either form; {@code \$} is a plain dollar. */
    private static final Pattern FIELD =
            Pattern.compile("\\\\\\$|\\$\\{request\\.body[^}]*}|\\$request\\.body(?:\\.[\\w-]+|\\[[^]]*])*");

    private static final Pattern PREDEFINED = Pattern.compile("\\$(connect|disconnect|default)");
    private static final Pattern OF_HTTP = Pattern.compile("(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) /.*");
    private static final Pattern WITHOUT_DOLLAR = Pattern.compile("connect|disconnect|default");
    private static final Duration LONGEST = Duration.ofSeconds(29);

    public void check(Template template) {
        apis.all().forEach((apiId, api) -> findings.step(() -> checkKeys(apiId, api)));
        checkTimeouts(template);
    }

    private void checkKeys(String apiId, Resource api) {
        var keys = new HashSet<String>();
        var routes = resources.of(ResourceTypes.ROUTE).stream()
                .map(Resource::properties)
                .filter(route -> route.value("ApiId")
                        .filter(value -> value.isText(apiId))
                        .isPresent())
                .toList();
        for (var route : routes) {
            if (route.value(KEY).orElse(null) instanceof Value.Text(var _, var key)) {
                keys.add(key);
            }
        }
        if (!routes.isEmpty() && keys.size() == routes.size() && !keys.contains(DEFAULT)) {
            findings.remark(
                    api.origin(),
                    "has no route $default, so a message that no other route is for is answered with Forbidden");
        }
        if (api.properties().has(SELECTION)) {
            var selection = selection(api.properties());
            routes.forEach(route -> findings.step(() -> checkKey(route, selection, keys.contains("$connect"))));
        }
    }

    private static void checkKey(Properties route, Pattern selection, boolean connects) {
        var key = route.requiredText(KEY);
        if (PREDEFINED.matcher(key).matches()) {
            return;
        }
        if (key.startsWith("$")) {
            throw route.refusal(
                    KEY, key + " is none of $connect, $disconnect, $default, and others don't start with $");
        }
        if (OF_HTTP.matcher(key).matches()) {
            throw route.refusal(KEY, key + " is of an HTTP API; no message of a WebSocket API selects it");
        }
        if (!selection.matcher(key).matches()) {
            throw route.refusal(KEY, key + " can't be reached: the API's " + SELECTION + " never gives it");
        }
        if (!connects && WITHOUT_DOLLAR.matcher(key).matches()) {
            throw route.refusal(KEY, key + " is the route of messages that say so; $" + key + " is meant");
        }
    }

    /** Returns a pattern of the keys that an expression can give. */
    private static Pattern selection(Properties api) {
        var expression = api.requiredText(SELECTION);
        var keys = new StringBuilder();
        var field = FIELD.matcher(expression);
        var fields = 0;
        var end = 0;
        while (field.find()) {
            keys.append(plain(api, expression.substring(end, field.start())));
            var escaped = field.group().equals("\\$");
            keys.append(escaped ? "\\$" : ".*");
            fields += escaped ? 0 : 1;
            end = field.end();
        }
        keys.append(plain(api, expression.substring(end)));
        if (fields == 0) {
            throw api.refusal(
                    SELECTION,
                    expression + " names no field of the message, as $request.body.action does, so that every message"
                            + " takes the same route");
        }
        return Pattern.compile(keys.toString(), Pattern.DOTALL);
    }

    private static String plain(Properties api, String text) {
        if (text.contains("$")) {
            throw api.refusal(SELECTION, "\"" + text + "\" is neither $request.body… nor \\$");
        }
        return text.isEmpty() ? "" : Pattern.quote(text);
    }

    private void checkTimeouts(Template template) {
        var routed = new HashSet<String>();
        template.apis()
                .values()
                .forEach(api -> api.routes()
                        .values()
                        .forEach(route -> routed.add(route.integration().function())));
        for (var function : resources.of(ResourceTypes.FUNCTION, ResourceTypes.PLAIN_FUNCTION)) {
            var spec = template.functions().get(function.id());
            if (spec != null && routed.contains(function.id()) && spec.timeout().compareTo(LONGEST) > 0) {
                findings.remark(
                        function.properties().origin("Timeout"),
                        "is " + spec.timeout().toSeconds() + " s, and API Gateway waits 29 s for a route's function");
            }
        }
    }
}
