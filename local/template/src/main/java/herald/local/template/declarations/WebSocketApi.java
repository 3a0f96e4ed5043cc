package herald.local.template.declarations;

import herald.local.template.text.NameList;
import herald.local.template.text.Origin;
import herald.local.template.text.Value;
import herald.local.template.values.Properties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code AWS::Serverless::WebSocketApi} as the resources that SAM makes of it (SAM specification, generated resources
 * of AWS::Serverless::WebSocketApi; aws-sam-translator 1.111).
 */
public final class WebSocketApi {

    /** API Gateway as the principal of a permission. */
    public static final String GATEWAY = "apigateway.amazonaws.com";

    private static final Set<String> ROUTE = NameList.of("""
            ApiKeyRequired FunctionArn IntegrationTimeout ModelSelectionExpression OperationName RequestModels
            RequestParameters RouteResponseSelectionExpression
            """);

    private static final Set<String> AUTH = Set.of("AuthArn", "AuthType", "InvokeRole", "IdentitySource", "Name");

    private static final String INVOCATION =
            "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Arn}/invocations";

    private final Declaration api;
    private final Properties properties;
    private final List<Declaration> resources = new ArrayList<>();

    private WebSocketApi(Declaration api) {
        this.api = api;
        this.properties = new Properties(api.properties());
    }

    /** Returns what SAM makes of a resource: the resource itself if it is no such API. */
    static List<Declaration> expand(Declaration resource) {
        return resource.type().equals(ResourceTypes.WEB_SOCKET_API)
                ? new WebSocketApi(resource).resources()
                : List.of(resource);
    }

    private List<Declaration> resources() {
        PropertyNames.check(api.type(), properties);
        properties.refuseToRun("Domain", "custom domains are not supported by the stand-in");
        var routes = new Properties(properties.required("Routes").asFields());
        if (routes.names().isEmpty()) {
            throw properties.refusal("Routes", "needs at least one route");
        }
        if (!routes.has("$connect")) {
            properties.refuse("Auth", "needs a route $connect, the only one that is authorized");
        }
        api();
        for (var key : routes.names()) {
            route(key, routes.map(key).orElseThrow());
        }
        stage();
        return resources;
    }

    private void api() {
        var fields = copied(properties, "Name", "RouteSelectionExpression", "ApiKeySelectionExpression", "Description");
        fields.put("ProtocolType", text("WEBSOCKET"));
        fields.putIfAbsent("Name", text(api.id()));
        resources.add(new Declaration(
                api.id(),
                ResourceTypes.API,
                api.origin(),
                new Value.Fields(api.properties().origin(), fields),
                api.dependsOn(),
                api.condition()));
    }

    private void route(String key, Properties declared) {
        declared.only(ROUTE, "a route of " + api.type());
        var id = api.id() + capitalised(key, declared.origin());
        var integration = new LinkedHashMap<String, Value>();
        var function = declared.required("FunctionArn");
        integration.put("ApiId", ref(api.id()));
        integration.put("IntegrationType", text("AWS_PROXY"));
        integration.put("IntegrationUri", sub(declared.origin("FunctionArn"), INVOCATION, Map.of("Arn", function)));
        declared.value("IntegrationTimeout").ifPresent(timeout -> integration.put("TimeoutInMillis", timeout));
        add(id + "Integration", ResourceTypes.INTEGRATION, declared.origin(), integration);

        var route = copied(
                declared,
                "ApiKeyRequired",
                "ModelSelectionExpression",
                "OperationName",
                "RequestModels",
                "RequestParameters",
                "RouteResponseSelectionExpression");
        route.put("ApiId", ref(api.id()));
        route.put("RouteKey", text(key));
        route.put("Target", sub(declared.origin(), "integrations/${" + id + "Integration}", Map.of()));
        if (key.equals("$connect")) {
            properties.map("Auth").ifPresent(auth -> authorizer(auth, route));
        }
        add(id + "Route", ResourceTypes.ROUTE, declared.origin(), route);
        permission(id + "Permission", function, "/${Stage}/" + key, Map.of("Stage", stageName()));
    }

    private void authorizer(Properties auth, Map<String, Value> route) {
        auth.only(AUTH, "Auth of " + api.type());
        route.put("AuthorizationType", auth.required("AuthType"));
        if (auth.value("AuthArn").isEmpty()) {
            return;
        }
        var id = api.id() + "ConnectAuthorizer";
        var function = auth.required("AuthArn");
        var authorizer = copied(auth, "IdentitySource", "Name");
        authorizer.putIfAbsent("Name", text(id));
        authorizer.put("ApiId", ref(api.id()));
        authorizer.put("AuthorizerType", text("REQUEST"));
        authorizer.put("AuthorizerUri", sub(auth.origin("AuthArn"), INVOCATION, Map.of("Arn", function)));
        auth.value("InvokeRole").ifPresent(role -> authorizer.put("AuthorizerCredentialsArn", role));
        route.put("AuthorizerId", ref(id));
        add(id, ResourceTypes.AUTHORIZER, auth.origin(), authorizer);
        if (!auth.has("InvokeRole")) {
            permission(api.id() + "AuthorizerPermission", function, "/authorizers/${Id}", Map.of("Id", ref(id)));
        }
    }

    private void permission(String id, Value function, String resource, Map<String, Value> variables) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("Action", text("lambda:InvokeFunction"));
        fields.put("FunctionName", function);
        fields.put("Principal", text(GATEWAY));
        var api = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${" + this.api.id() + "}";
        fields.put("SourceArn", sub(function.origin(), api + resource, variables));
        add(id, ResourceTypes.PERMISSION, function.origin(), fields);
    }

    private void stage() {
        var fields = copied(properties, "StageVariables", "AccessLogSettings", "DefaultRouteSettings", "RouteSettings");
        fields.put("ApiId", ref(api.id()));
        fields.put("StageName", stageName());
        fields.put("AutoDeploy", text("true"));
        var named = stageName() instanceof Value.Text name ? name.text() : "";
        var suffix = named.equals("default") ? "DefaultStage" : named + "Stage";
        add(api.id() + suffix, ResourceTypes.STAGE, properties.origin(), fields);
    }

    private Value stageName() {
        return properties.value("StageName").orElseGet(() -> text("default"));
    }

    private static String capitalised(String key, Origin at) {
        if (!key.matches("\\$(connect|disconnect|default)|[A-Za-z0-9]+")) {
            throw at.refusal("SAM takes $connect, $disconnect, $default, and letters and digits for a route's key");
        }
        var bare = key.replace("$", "");
        return bare.substring(0, 1).toUpperCase(Locale.ROOT) + bare.substring(1).toLowerCase(Locale.ROOT);
    }

    private void add(String id, String type, Origin at, Map<String, Value> fields) {
        resources.add(api.generated(id, type, new Value.Fields(at, fields)));
    }

    private static Map<String, Value> copied(Properties from, String... names) {
        var fields = new LinkedHashMap<String, Value>();
        for (var name : names) {
            from.value(name).ifPresent(value -> fields.put(name, value));
        }
        return fields;
    }

    private Value text(String text) {
        return new Value.Text(properties.origin(), text);
    }

    private Value ref(String id) {
        return new Value.Fields(properties.origin(), Map.of("Ref", text(id)));
    }

    private static Value sub(Origin at, String pattern, Map<String, Value> variables) {
        var arguments = List.<Value>of(new Value.Text(at, pattern), new Value.Fields(at, variables));
        return new Value.Fields(at, Map.of("Fn::Sub", new Value.Items(at, arguments)));
    }
}
