package herald.local.template.api;

import herald.local.template.declarations.ResourceTypes;
import herald.local.template.functions.Callees;
import herald.local.template.resources.PhysicalNames;
import herald.local.template.resources.Resource;
import herald.local.template.resources.Resources;
import herald.local.template.spec.ApiSpec;
import herald.local.template.spec.ApiSpec.Route;
import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Findings;
import herald.local.template.values.Properties;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code AWS::ApiGatewayV2::Route} with the integration, the authorizer and the route responses that belong to it. */
public final class RouteReader {

    /** A route and what it calls, for whoever checks the permissions. */
    record Wired(
            Route route,
            IntegrationReader.Found integration,
            Optional<AuthorizerReader.Found> authorizer,
            Resource resource) {}

    private static final String CONNECT = "$connect";
    private static final String DEFAULT = "$default";
    private static final String INTEGRATIONS = "integrations/";

    private final Resources resources;
    private final PhysicalNames physical;
    private final ApiIds apis;
    private final IntegrationReader integrations;
    private final AuthorizerReader authorizers;
    private final Findings findings;

    public RouteReader(Resources resources, PhysicalNames physical, Callees callees, ApiIds apis) {
        this.resources = resources;
        this.physical = physical;
        this.apis = apis;
        this.integrations = new IntegrationReader(resources, physical, callees, apis);
        this.authorizers = new AuthorizerReader(resources, physical, callees, apis);
        this.findings = physical.findings();
    }

    /** Returns the routes by API id, then by route key. */
    Map<String, Map<String, Wired>> read() {
        var answering = answering();
        var byApi = new LinkedHashMap<String, Map<String, Wired>>();
        var idsByKey = new HashMap<String, String>();
        for (var resource : resources.of(ResourceTypes.ROUTE)) {
            findings.step(() -> {
                var properties = resource.properties();
                var apiId = apis.require(properties);
                findings.step(() -> {
                    var key = properties.requiredText("RouteKey");
                    var other = idsByKey.putIfAbsent(apiId + " " + key, resource.id());
                    if (other != null) {
                        throw properties.refusal("RouteKey", key + " is the key of " + other + " already");
                    }
                });
                var wired = wired(resource, apiId, answering);
                byApi.computeIfAbsent(apiId, _ -> new LinkedHashMap<>())
                        .putIfAbsent(wired.route().key(), wired);
            });
        }
        findings.step(() -> authorizers.refuseUnused(usedAuthorizers(), findings));
        return byApi;
    }

    /** @throws TemplateRefusal if nothing is routed, though routes that were refused count */
    void refuseNone(Resource api, String apiId) {
        if (ApiIds.partsOf(apiId, ResourceTypes.ROUTE, resources).isEmpty()) {
            throw api.origin().refusal("has no AWS::ApiGatewayV2::Route, so it can't be deployed");
        }
    }

    private Set<String> usedAuthorizers() {
        return resources.of(ResourceTypes.ROUTE).stream()
                .flatMap(route -> route.properties().text("AuthorizerId").stream())
                .collect(Collectors.toSet());
    }

    /** Returns the physical ids of the routes that have a {@code $default} route response. */
    private Set<String> answering() {
        var routes = new LinkedHashMap<String, Resource>();
        resources.of(ResourceTypes.ROUTE).forEach(route -> routes.put(physical.shortId(route.declared()), route));
        var answering = new HashSet<String>();
        for (var response : resources.of(ResourceTypes.ROUTE_RESPONSE)) {
            findings.step(() -> {
                var properties = response.properties();
                apis.require(properties);
                var route = routes.get(properties.requiredText("RouteId"));
                if (route == null) {
                    throw properties.refusal("RouteId", "is no route of this template");
                }
                if (!properties.requiredText("RouteResponseKey").equals(DEFAULT)) {
                    throw properties.refusal("RouteResponseKey", "is always $default");
                }
                answering.add(physical.shortId(route.declared()));
                if (!route.properties().has("RouteResponseSelectionExpression")) {
                    findings.remark(
                            response.origin(),
                            "answers nobody: route " + route.id() + " has no RouteResponseSelectionExpression");
                }
            });
        }
        return answering;
    }

    private Wired wired(Resource resource, String apiId, Set<String> answering) {
        var properties = resource.properties();
        var key = properties.requiredText("RouteKey");
        var authorizer =
                findings.tried(() -> authorizer(properties, key, apiId), Optional.<AuthorizerReader.Found>empty());
        findings.step(() -> {
            if (properties.flag("ApiKeyRequired", false)) {
                throw properties.notRun("ApiKeyRequired", "API keys are not supported by the stand-in");
            }
        });
        if (properties.has("RequestModels") || properties.has("RequestParameters")) {
            findings.notice(resource.origin().says("requests are not validated by the stand-in"));
        }
        var selects = findings.tried(() -> selectsResponse(properties), false);
        var integration = integration(properties, apiId);
        var answers = answering.contains(physical.shortId(resource.declared()));
        if (selects && !answers) {
            findings.remark(resource.origin(), "is one-way, as on AWS: it has no AWS::ApiGatewayV2::RouteResponse");
        }
        var route = new Route(
                key,
                new ApiSpec.Integration(integration.callee().function(), integration.timeout()),
                selects && answers,
                authorizer.map(AuthorizerReader.Found::spec));
        return new Wired(route, integration, authorizer, resource);
    }

    private static boolean selectsResponse(Properties properties) {
        var expression = properties.text("RouteResponseSelectionExpression");
        if (expression.isPresent() && !expression.get().equals(DEFAULT)) {
            throw properties.refusal("RouteResponseSelectionExpression", "is always $default");
        }
        return expression.isPresent();
    }

    private IntegrationReader.Found integration(Properties properties, String apiId) {
        var target = properties.requiredText("Target");
        if (!target.startsWith(INTEGRATIONS)) {
            throw properties.refusal("Target", target + " is not integrations/ with the Ref of an integration");
        }
        var integration = integrations
                .find(target.substring(INTEGRATIONS.length()))
                .orElseThrow(() -> properties.refusal("Target", target + " is no integration of this template"));
        if (!integration.apiId().equals(apiId)) {
            throw properties.refusal("Target", "is an integration of another API");
        }
        return integration;
    }

    private Optional<AuthorizerReader.Found> authorizer(Properties properties, String key, String apiId) {
        var type = properties.text("AuthorizationType").orElse("NONE");
        if (type.equals("NONE")) {
            properties.refuse("AuthorizerId", "has no effect, as AuthorizationType is not CUSTOM");
            return Optional.empty();
        }
        if (!key.equals(CONNECT)) {
            throw properties.refusal("AuthorizationType", "only $connect can be authorized, not " + key);
        }
        if (!type.equals("CUSTOM")) {
            var sentence = type + " is not supported by the stand-in; NONE and CUSTOM are";
            throw type.equals("AWS_IAM")
                    ? properties.notRun("AuthorizationType", sentence)
                    : properties.refusal("AuthorizationType", sentence);
        }
        var id = properties.requiredText("AuthorizerId");
        var authorizer = authorizers
                .find(id)
                .orElseThrow(() -> properties.refusal("AuthorizerId", id + " is no authorizer of this template"));
        if (!authorizer.apiId().equals(apiId)) {
            throw properties.refusal("AuthorizerId", "is an authorizer of another API");
        }
        return Optional.of(authorizer);
    }
}
