package herald.local.template.api;

import herald.local.template.api.RouteReader.Wired;
import herald.local.template.functions.CallSites;
import herald.local.template.functions.Callees.Callee;
import herald.local.template.resources.PhysicalNames;
import herald.local.template.spec.ApiSpec;
import herald.local.template.spec.ApiSpec.Stage;
import herald.local.template.text.Findings;
import herald.local.template.text.Origin;
import herald.local.template.values.Arns;
import herald.local.template.values.Properties;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code AWS::ApiGatewayV2::Api} with its routes and stages, each of which may invoke what it invokes. */
public final class ApiReader {

    private static final String SELECTION = "RouteSelectionExpression";

    private final ApiIds apis;
    private final RouteReader routes;
    private final StageReader stages;
    private final Permissions permissions;
    private final CallSites calls;
    private final Arns arns;
    private final Set<Origin> unpermitted = new HashSet<>();
    private final Findings findings;

    public ApiReader(
            ApiIds apis,
            RouteReader routes,
            StageReader stages,
            Permissions permissions,
            CallSites calls,
            PhysicalNames physical) {
        this.apis = apis;
        this.routes = routes;
        this.stages = stages;
        this.permissions = permissions;
        this.calls = calls;
        this.arns = physical.arns();
        this.findings = physical.findings();
    }

    /** @return by logical id */
    public Map<String, ApiSpec> read() {
        apis.all().values().forEach(api -> check(api.properties()));
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

    private void check(Properties properties) {
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
        var integration = wired.integration();
        calls.add(integration.callee(), integration.at());
        if (!integration.byRole()) {
            for (var stage : staged) {
                var source = arns.of(
                        "execute-api",
                        apiId + "/" + stage.name() + "/" + wired.route().key());
                requireOnce(integration.callee(), source, integration.at());
            }
        }
        wired.authorizer().ifPresent(authorizer -> {
            calls.add(authorizer.callee(), authorizer.at());
            if (!authorizer.byRole()) {
                var source = arns.of("execute-api", apiId + "/authorizers/" + authorizer.id());
                requireOnce(authorizer.callee(), source, authorizer.at());
            }
        });
    }

    /** Says of an integration that several routes share only once that it may not be called. */
    private void requireOnce(Callee callee, String source, Origin at) {
        if (!unpermitted.contains(at) && !findings.tried(() -> permissions.require(callee, source, at), false)) {
            unpermitted.add(at);
        }
    }
}
