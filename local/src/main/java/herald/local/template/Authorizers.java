package herald.local.template;

import herald.local.template.Callees.Callee;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code AWS::ApiGatewayV2::Authorizer}s by the id that a route's {@code AuthorizerId} names. */
final class Authorizers {

    /** @param byRole whether a role lets API Gateway invoke the function, so that it needs no permission */
    record Found(String apiId, String id, ApiSpec.Authorizer spec, Callee callee, boolean byRole, Origin at) {}

    private static final Pattern SOURCE =
            Pattern.compile("route\\.request\\.(header|querystring)\\..+|context\\..+|stageVariables\\..+");

    private final Map<String, Found> byPhysicalId = new LinkedHashMap<>();

    Authorizers(Resources resources, Physical physical, Callees callees, ApiIds apis) {
        for (var resource : resources.of(ResourceTypes.AUTHORIZER)) {
            var properties = resource.properties();
            var apiId = apis.require(properties);
            checkKind(properties);
            var callee = callees.invokedBy(properties, "AuthorizerUri");
            var spec = new ApiSpec.Authorizer(
                    properties.requiredText("Name"), callee.function(), identitySources(properties));
            var id = physical.shortId(resource.declared());
            byPhysicalId.put(
                    id,
                    new Found(
                            apiId,
                            id,
                            spec,
                            callee,
                            properties.has("AuthorizerCredentialsArn"),
                            properties.origin("AuthorizerUri")));
        }
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
        return Optional.ofNullable(byPhysicalId.get(physicalId));
    }
}
