package herald.local.template.api;

import herald.local.template.declarations.ResourceTypes;
import herald.local.template.functions.Callees;
import herald.local.template.functions.Callees.Callee;
import herald.local.template.resources.PhysicalNames;
import herald.local.template.resources.Resource;
import herald.local.template.resources.Resources;
import herald.local.template.spec.ApiSpec;
import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Findings;
import herald.local.template.text.Origin;
import herald.local.template.values.Properties;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The {@code AWS::ApiGatewayV2::Authorizer}s by the id that a route's {@code AuthorizerId} names. */
final class AuthorizerReader {

    /**
     * An authorizer and its function, which needs no permission if a role lets API Gateway invoke it ({@code byRole}).
     */
    record Found(String apiId, String id, ApiSpec.Authorizer spec, Callee callee, boolean byRole, Origin at) {}

    private static final Pattern SOURCE =
            Pattern.compile("route\\.request\\.(header|querystring)\\..+|context\\..+|stageVariables\\..+");

    private final Set<String> all = new HashSet<>();
    private final Map<String, Resource> ofWebSockets = new LinkedHashMap<>();
    private final Map<String, Found> byPhysicalId = new LinkedHashMap<>();

    AuthorizerReader(Resources resources, PhysicalNames physical, Callees callees, ApiIds apis) {
        var findings = physical.findings();
        for (var resource : resources.of(ResourceTypes.AUTHORIZER)) {
            var id = physical.shortId(resource.declared());
            all.add(id);
            findings.tried(() -> apis.require(resource.properties())).ifPresent(apiId -> {
                ofWebSockets.put(id, resource);
                findings.step(() -> byPhysicalId.put(id, read(resource, apiId, id, callees)));
            });
        }
    }

    private static Found read(Resource resource, String apiId, String id, Callees callees) {
        var properties = resource.properties();
        checkKind(properties);
        var callee = callees.invokedBy(properties, "AuthorizerUri");
        var name = properties.requiredText("Name");
        var spec = new ApiSpec.Authorizer(name, callee.function(), identitySources(properties));
        var byRole = properties.has("AuthorizerCredentialsArn");
        return new Found(apiId, id, spec, callee, byRole, properties.origin("AuthorizerUri"));
    }

    /** Whoever declares one means connections to be authorized, and without a route that names it nobody is. */
    void refuseUnused(Set<String> used, Findings findings) {
        ofWebSockets.forEach((id, resource) -> {
            if (!used.contains(id)) {
                findings.refuse(
                        resource.origin(), "is named by no route's AuthorizerId, so nobody is authorized by it");
            }
        });
    }

    private static void checkKind(Properties properties) {
        var type = properties.requiredText("AuthorizerType");
        if (!type.equals("REQUEST")) {
            throw properties.refusal(
                    "AuthorizerType", type + " authorizers are for HTTP APIs; a WebSocket API has REQUEST");
        }
        for (var http : List.of("JwtConfiguration", "EnableSimpleResponses", "AuthorizerPayloadFormatVersion")) {
            properties.refuse(http, "is for HTTP APIs");
        }
        // The result of a WebSocket API's authorizer is never kept (API reference, AuthorizerResultTtlInSeconds).
        if (properties.integer("AuthorizerResultTtlInSeconds", 0, 3600).orElse(0) > 0) {
            throw properties.refusal(
                    "AuthorizerResultTtlInSeconds", "is for HTTP APIs; a WebSocket API keeps no result");
        }
    }

    private static List<String> identitySources(Properties properties) {
        var sources = properties.texts("IdentitySource");
        for (var source : sources) {
            if (!SOURCE.matcher(source).matches()) {
                throw properties.refusal(
                        "IdentitySource",
                        source + " is none; route.request.header.NAME and route.request.querystring.NAME are");
            }
        }
        return sources;
    }

    Optional<Found> find(String physicalId) {
        if (all.contains(physicalId) && !byPhysicalId.containsKey(physicalId)) {
            throw TemplateRefusal.inSilence();
        }
        return Optional.ofNullable(byPhysicalId.get(physicalId));
    }
}
