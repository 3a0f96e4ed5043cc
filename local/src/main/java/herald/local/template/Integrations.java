package herald.local.template;

import herald.local.template.Callees.Callee;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The {@code AWS::ApiGatewayV2::Integration}s by the id that a route's {@code Target} names. */
final class Integrations {

    /**
     * @param byRole whether a role lets API Gateway invoke the function, so that it needs no permission
     */
    record Found(String apiId, Callee callee, Duration timeout, boolean byRole, Origin at) {}

    private static final int LEAST_MILLIS = 50;
    private static final int MOST_MILLIS = 29_000;

    private final Map<String, Found> byPhysicalId = new LinkedHashMap<>();

    Integrations(Resources resources, Physical physical, Callees callees, ApiIds apis) {
        for (var resource : resources.of(ResourceTypes.INTEGRATION)) {
            var properties = resource.properties();
            var apiId = apis.require(properties);
            checkKind(properties);
            var callee = callees.invokedBy(properties, "IntegrationUri");
            var millis = properties
                    .integer("TimeoutInMillis", LEAST_MILLIS, MOST_MILLIS)
                    .orElse(MOST_MILLIS);
            var found = new Found(
                    apiId,
                    callee,
                    Duration.ofMillis(millis),
                    properties.has("CredentialsArn"),
                    properties.origin("IntegrationUri"));
            byPhysicalId.put(physical.shortId(resource.declared()), found);
        }
    }

    private static void checkKind(Properties properties) {
        var type = properties.requiredText("IntegrationType");
        if (!type.equals("AWS_PROXY")) {
            throw properties.refusal(
                    "IntegrationType", type + " integrations are not supported by the stand-in, only AWS_PROXY");
        }
        properties.refuse("ConnectionId", "VPC links are not supported by the stand-in");
        if (properties.text("ContentHandlingStrategy").orElse("").equals("CONVERT_TO_BINARY")) {
            throw properties.refusal("ContentHandlingStrategy", "CONVERT_TO_BINARY is not supported by the stand-in");
        }
        var version = properties.text("PayloadFormatVersion").orElse("1.0");
        if (!version.equals("1.0")) {
            throw properties.refusal("PayloadFormatVersion", version + " is for HTTP APIs; a WebSocket API has 1.0");
        }
    }

    Optional<Found> find(String physicalId) {
        return Optional.ofNullable(byPhysicalId.get(physicalId));
    }
}
