package herald.local.template.api;

import herald.local.template.declarations.ResourceTypes;
import herald.local.template.functions.Callees;
import herald.local.template.functions.Callees.Callee;
import herald.local.template.resources.PhysicalNames;
import herald.local.template.resources.Resources;
import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Findings;
import herald.local.template.text.Origin;
import herald.local.template.values.Properties;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code AWS::ApiGatewayV2::Integration}s by the id that a route's {@code Target} names. */
final class IntegrationReader {

    /**
     * An integration and its function, which needs no permission if a role lets API Gateway invoke it ({@code byRole}).
     */
    record Found(String apiId, Callee callee, Duration timeout, boolean byRole, Origin at) {}

    private static final int LEAST_MILLIS = 50;
    private static final int MOST_MILLIS = 29_000;

    private final Findings findings;
    private final Callees callees;
    private final Set<String> all = new HashSet<>();
    private final Map<String, Found> byPhysicalId = new LinkedHashMap<>();

    IntegrationReader(Resources resources, PhysicalNames physical, Callees callees, ApiIds apis) {
        this.findings = physical.findings();
        this.callees = callees;
        for (var resource : resources.of(ResourceTypes.INTEGRATION)) {
            var id = physical.shortId(resource.declared());
            all.add(id);
            findings.tried(() -> read(resource.properties(), apis)).ifPresent(found -> byPhysicalId.put(id, found));
        }
    }

    private Found read(Properties properties, ApiIds apis) {
        var apiId = apis.require(properties);
        var type = IntegrationKind.of(properties);
        findings.step(() -> IntegrationKind.checkVersion(properties));
        var millis = findings.tried(
                () -> properties.integer("TimeoutInMillis", LEAST_MILLIS, MOST_MILLIS, MOST_MILLIS), MOST_MILLIS);
        IntegrationKind.refuseToRun(type, properties);
        findings.step(() -> IntegrationKind.checkMethod(properties));
        return new Found(
                apiId,
                callees.invokedBy(properties, "IntegrationUri"),
                Duration.ofMillis(millis),
                properties.has("CredentialsArn"),
                properties.origin("IntegrationUri"));
    }

    Optional<Found> find(String physicalId) {
        if (all.contains(physicalId) && !byPhysicalId.containsKey(physicalId)) {
            throw TemplateRefusal.inSilence();
        }
        return Optional.ofNullable(byPhysicalId.get(physicalId));
    }
}
