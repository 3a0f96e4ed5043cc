package herald.local.template;

import herald.local.template.ApiSpec.Route;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** {@code AWS::ApiGatewayV2::Route} with the integration, the authorizer and the route responses that belong to it. */
final class RouteReader {

    /** A route and what it calls, for whoever checks the permissions. */
    record Wired(
            Route route, Integrations.Found integration, Optional<Authorizers.Found> authorizer, Resource resource) {}

    private static final String CONNECT = "$connect";
    private static final String DEFAULT = "$default";
    private static final String INTEGRATIONS = "integrations/";

    private final Resources resources;
    private final Physical physical;
    private final ApiIds apis;
    private final Integrations integrations;
    private final Authorizers authorizers;
    private final Consumer<String> notices;

    RouteReader(Resources resources, Physical physical, Callees callees, ApiIds apis, Consumer<String> notices) {
        this.resources = resources;
        this.physical = physical;
        this.apis = apis;
        this.integrations = new Integrations(resources, physical, callees, apis);
        this.authorizers = new Authorizers(resources, physical, callees, apis);
        this.notices = notices;
    }

    /** @return by API id, then by route key */
    Map<String, Map<String, Wired>> read() {
        var answering = answering();
        var byApi = new LinkedHashMap<String, Map<String, Wired>>();
        for (var resource : resources.of(ResourceTypes.ROUTE)) {
            var properties = resource.properties();
            var apiId = apis.require(properties);
            var wired = wired(resource, apiId, answering);
            var routes = byApi.computeIfAbsent(apiId, _ -> new LinkedHashMap<>());
            var other = routes.put(wired.route().key(), wired);
            if (other != null) {
                throw properties.refusal(
                        "RouteKey",
                        wired.route().key() + " is the key of "
                                + other.resource().id() + " already");
            }
        }
        return byApi;
    }

    /** @return the physical ids of the routes that have a {@code $default} route response */
    private Set<String> answering() {
        var routes = new LinkedHashMap<String, Resource>();
        resources.of(ResourceTypes.ROUTE).forEach(route -> routes.put(physical.shortId(route.declared()), route));
        var answering = new HashSet<String>();
        for (var response : resources.of(ResourceTypes.ROUTE_RESPONSE)) {
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
                notices.accept(response.origin()
                        .says("answers nobody: route " + route.id() + " has no RouteResponseSelectionExpression"));
            }
        }
        return answering;
    }

    private Wired wired(Resource resource, String apiId, Set<String> answering) {
        var properties = resource.properties();
        var key = properties.requiredText("RouteKey");
        var integration = integration(properties, apiId);
        var authorizer = authorizer(properties, key, apiId);
        if (properties.flag("ApiKeyRequired", false)) {
            throw properties.refusal("ApiKeyRequired", "API keys are not supported by the stand-in");
        }
        if (properties.has("RequestModels") || properties.has("RequestParameters")) {
            notices.accept(resource.origin().says("requests are not validated by the stand-in"));
        }
        var selects = selectsResponse(properties);
        var answers = answering.contains(physical.shortId(resource.declared()));
        if (selects && !answers) {
            notices.accept(resource.origin().says("is one-way, as on AWS: it has no AWS::ApiGatewayV2::RouteResponse"));
        }
        var route = new Route(
                key,
                new ApiSpec.Integration(integration.callee().function(), integration.timeout()),
                selects && answers,
                authorizer.map(Authorizers.Found::spec));
        return new Wired(route, integration, authorizer, resource);
    }

    private static boolean selectsResponse(Properties properties) {
        var expression = properties.text("RouteResponseSelectionExpression");
        if (expression.isPresent() && !expression.get().equals(DEFAULT)) {
            throw properties.refusal("RouteResponseSelectionExpression", "is always $default");
        }
        return expression.isPresent();
    }

    private Integrations.Found integration(Properties properties, String apiId) {
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

    private Optional<Authorizers.Found> authorizer(Properties properties, String key, String apiId) {
        var type = properties.text("AuthorizationType").orElse("NONE");
        if (type.equals("NONE")) {
            properties.refuse("AuthorizerId", "has no effect, as AuthorizationType is not CUSTOM");
            return Optional.empty();
        }
        if (!key.equals(CONNECT)) {
            throw properties.refusal("AuthorizationType", "only $connect can be authorized, not " + key);
        }
        if (!type.equals("CUSTOM")) {
            throw properties.refusal(
                    "AuthorizationType", type + " is not supported by the stand-in; NONE and CUSTOM are");
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
