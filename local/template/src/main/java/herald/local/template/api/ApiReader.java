package herald.local.template.api;

import herald.local.template.api.RouteReader.Wired;
import herald.local.template.functions.CallSites;
import herald.local.template.resources.PhysicalNames;
import herald.local.template.spec.ApiSpec;
import herald.local.template.spec.ApiSpec.Stage;
import herald.local.template.text.Findings;
import herald.local.template.values.Properties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code AWS::ApiGatewayV2::Api} with its routes and stages, each of which may invoke what it invokes. */
public record ApiReader(
        ApiIds apis,
        RouteReader routes,
        StageReader stages,
        Permissions permissions,
        CallSites calls,
        PhysicalNames physical) {

    private static final String SELECTION = "RouteSelectionExpression";

    /** Returns the APIs by logical id. */
    public Map<String, ApiSpec> read() {
        var findings = physical.findings();
        apis.all().values().forEach(api -> check(api.properties(), findings));
        var routesByApi = routes.read();
        var stagesByApi = stages.read();
        var specs = new LinkedHashMap<String, ApiSpec>();
        apis.all()
                .forEach((apiId, api) -> findings.step(() -> {
                    var wired = routesByApi.getOrDefault(apiId, Map.of());
                    var staged = stagesByApi.getOrDefault(apiId, List.of());
                    findings.step(() -> routes.refuseNone(api, apiId));
                    findings.step(() -> stages.refuseNone(api, apiId));
                    wired.values().forEach(route -> checkPermissions(apiId, route, staged));
                    var byKey = new LinkedHashMap<String, ApiSpec.Route>();
                    wired.forEach((key, route) -> byKey.put(key, route.route()));
                    var selection = api.properties().requiredText(SELECTION);
                    specs.put(api.id(), new ApiSpec(api.id(), apiId, selection, byKey, staged));
                }));
        stagesByApi.keySet().retainAll(routesByApi.keySet());
        permissions.remarkIdle(stagesByApi.keySet());
        return specs;
    }

    private static void check(Properties properties, Findings findings) {
        for (var http :
                List.of("Body", "BodyS3Location", "CorsConfiguration", "RouteKey", "Target", "CredentialsArn")) {
            findings.step(() -> properties.refuse(http, "is for HTTP APIs, and the stand-in runs WebSocket APIs"));
        }
        findings.step(() -> properties.requiredText("Name"));
        findings.step(() -> properties.requiredText(SELECTION));
        findings.step(() -> {
            if (properties.flag("DisableExecuteApiEndpoint", false)) {
                throw properties.notRun(
                        "DisableExecuteApiEndpoint", "leaves a custom domain only, which is not run here");
            }
        });
    }

    private void checkPermissions(String apiId, Wired wired, List<Stage> staged) {
        var findings = physical.findings();
        var integration = wired.integration();
        calls.add(integration.callee(), integration.at());
        if (!integration.byRole()) {
            for (var stage : staged) {
                var source = physical.arns()
                        .of(
                                "execute-api",
                                apiId + "/" + stage.name() + "/" + wired.route().key());
                findings.step(() -> permissions.require(integration.callee(), source, integration.at()));
            }
        }
        wired.authorizer().ifPresent(authorizer -> {
            calls.add(authorizer.callee(), authorizer.at());
            if (!authorizer.byRole()) {
                var source = physical.arns().of("execute-api", apiId + "/authorizers/" + authorizer.id());
                findings.step(() -> permissions.require(authorizer.callee(), source, authorizer.at()));
            }
        });
    }
}
