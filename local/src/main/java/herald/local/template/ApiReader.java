package herald.local.template;

import herald.local.template.ApiSpec.Stage;
import herald.local.template.RouteReader.Wired;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code AWS::ApiGatewayV2::Api} with its routes and stages, each of which may invoke what it invokes. */
final class ApiReader {

    private static final String SELECTION = "RouteSelectionExpression";

    private final ApiIds apis;
    private final RouteReader routes;
    private final StageReader stages;
    private final Permissions permissions;
    private final Calls calls;
    private final Arns arns;

    ApiReader(ApiIds apis, RouteReader routes, StageReader stages, Permissions permissions, Calls calls, Place place) {
        this.apis = apis;
        this.routes = routes;
        this.stages = stages;
        this.permissions = permissions;
        this.calls = calls;
        this.arns = new Arns(place);
    }

    /** @return by logical id */
    Map<String, ApiSpec> read() {
        apis.all().values().forEach(ApiReader::check);
        var routesByApi = routes.read();
        var stagesByApi = stages.read();
        var specs = new LinkedHashMap<String, ApiSpec>();
        apis.all().forEach((apiId, api) -> {
            var wired = routesByApi.getOrDefault(apiId, Map.of());
            var staged = stagesByApi.getOrDefault(apiId, List.of());
            if (wired.isEmpty()) {
                throw api.origin().refusal("has no AWS::ApiGatewayV2::Route, so it can't be deployed");
            }
            if (staged.isEmpty()) {
                throw api.origin().refusal("has no AWS::ApiGatewayV2::Stage, so nobody could connect");
            }
            wired.values().forEach(route -> checkPermissions(apiId, route, staged));
            var byKey = new LinkedHashMap<String, ApiSpec.Route>();
            wired.forEach((key, route) -> byKey.put(key, route.route()));
            var selection = api.properties().requiredText(SELECTION);
            specs.put(api.id(), new ApiSpec(api.id(), apiId, selection, byKey, staged));
        });
        return specs;
    }

    private static void check(Resource api) {
        var properties = api.properties();
        for (var http :
                List.of("Body", "BodyS3Location", "CorsConfiguration", "RouteKey", "Target", "CredentialsArn")) {
            properties.refuse(http, "is for HTTP APIs, and the stand-in runs WebSocket APIs");
        }
        var protocol = properties.requiredText("ProtocolType");
        if (!protocol.equals("WEBSOCKET")) {
            throw properties.refusal("ProtocolType", protocol + " APIs are not run, only WEBSOCKET");
        }
        properties.requiredText("Name");
        properties.requiredText(SELECTION);
        if (properties.flag("DisableExecuteApiEndpoint", false)) {
            throw properties.refusal("DisableExecuteApiEndpoint", "leaves a custom domain only, which is not run here");
        }
    }

    private void checkPermissions(String apiId, Wired wired, List<Stage> staged) {
        var integration = wired.integration();
        calls.add(integration.callee(), integration.at());
        if (!integration.byRole()) {
            for (var stage : staged) {
                var source = arns.of(
                        "execute-api",
                        apiId + "/" + stage.name() + "/" + wired.route().key());
                permissions.require(integration.callee(), source, integration.at());
            }
        }
        wired.authorizer().ifPresent(authorizer -> {
            calls.add(authorizer.callee(), authorizer.at());
            if (!authorizer.byRole()) {
                var source = arns.of("execute-api", apiId + "/authorizers/" + authorizer.id());
                permissions.require(authorizer.callee(), source, authorizer.at());
            }
        });
    }
}
