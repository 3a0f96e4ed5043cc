package herald.local.template.roles;

import herald.local.rules.iam.Role;
import herald.local.template.declarations.ResourceTypes;
import herald.local.template.resources.PhysicalNames;
import herald.local.template.resources.Resource;
import herald.local.template.resources.Resources;
import herald.local.template.text.Findings;
import herald.local.template.text.Value;
import herald.local.template.values.Properties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The roles by which functions act: those that the template writes out, and those that SAM makes (AWS docs, "Lambda
 * execution role"; SAM specification, {@code Policies}). A role that no function has is not looked at.
 */
final class RoleReader {

    private static final String LAMBDA = "lambda.amazonaws.com";

    private final Resources resources;
    private final PhysicalNames physical;
    private final Set<String> connected;
    private final Findings findings;
    private final Map<String, Resource> policiesByArn = new LinkedHashMap<>();
    private final Map<String, Resource> ownersByArn = new LinkedHashMap<>();
    private final Map<String, Role> read = new LinkedHashMap<>();

    /** @param connected logical ids at either end of a SAM connector, which makes policies */
    RoleReader(Resources resources, PhysicalNames physical, Set<String> connected, Findings findings) {
        this.resources = resources;
        this.physical = physical;
        this.connected = connected;
        this.findings = findings;
        for (var policy : resources.of(ResourceTypes.MANAGED_POLICY)) {
            policiesByArn.put(physical.ref(policy.id(), policy.origin()), policy);
        }
        for (var role : resources.of(ResourceTypes.ROLE)) {
            ownersByArn.put(physical.attribute(role.id(), "Arn", role.origin()), role);
        }
        for (var function : resources.of(ResourceTypes.FUNCTION)) {
            if (!function.properties().has("Role")) {
                ownersByArn.put(physical.arns().iam("role", "/", generatedName(function)), function);
            }
        }
    }

    Role of(Resource function) {
        var properties = function.properties();
        var plain = function.type().equals(ResourceTypes.PLAIN_FUNCTION);
        if (!plain && !properties.has("Role")) {
            return read(function, function);
        }
        if (properties.has("Policies")) {
            findings.notice(properties.origin("Policies").says("has no effect beside Role, here and on AWS"));
        }
        var arn = properties.requiredText("Role");
        if (!arn.startsWith("arn:")) {
            throw properties.refusal("Role", arn + " is no ARN; a role's is !GetAtt ITS_LOGICAL_ID.Arn");
        }
        var owner = ownersByArn.get(arn);
        if (owner == null) {
            findings.notice(properties
                    .origin("Role")
                    .says(arn + " is not in this template, so that " + function.id()
                            + " may do everything here; on AWS only what its policies allow"));
            return Role.foreign(arn, arn.substring(arn.lastIndexOf('/') + 1));
        }
        return read(owner, function);
    }

    private Role read(Resource owner, Resource function) {
        var known = read.get(owner.id());
        if (known != null) {
            return known;
        }
        var role = owner.type().equals(ResourceTypes.ROLE) ? written(owner, function) : generated(owner);
        read.put(owner.id(), role);
        return role;
    }

    private Role written(Resource owner, Resource function) {
        var properties = owner.properties();
        refuseBoundary(properties);
        var document =
                new Properties(properties.required("AssumeRolePolicyDocument").asFields());
        requireAssumable(document, function.id());
        var policies = new AttachedPolicies(owner.id(), policiesByArn, findings);
        for (var policy : properties.maps("Policies")) {
            policy.only(Set.of("PolicyName", "PolicyDocument"), "a role's policy");
            policies.addDocument(policy.requiredText("PolicyName"), policy);
        }
        properties.items("ManagedPolicyArns").forEach(policies::addManaged);
        var name = physical.name(owner.declared());
        addAttached(policies, name);
        if (connected.contains(function.id())) {
            policies.unknown(function.origin(), "a connector");
        }
        return policies.role(name);
    }

    /** Adds the policies that name their roles, and are not named by them. */
    private void addAttached(AttachedPolicies policies, String roleName) {
        for (var policy : resources.of(ResourceTypes.POLICY, ResourceTypes.MANAGED_POLICY)) {
            if (policy.properties().texts("Roles").contains(roleName)) {
                var name = policy.properties().text("PolicyName").orElse(policy.id());
                policies.addDocument(name, policy.properties());
            }
        }
        for (var policy : resources.of(ResourceTypes.ROLE_POLICY)) {
            if (policy.properties().requiredText("RoleName").equals(roleName)) {
                policies.addDocument(policy.properties().requiredText("PolicyName"), policy.properties());
            }
        }
    }

    private Role generated(Resource function) {
        var properties = function.properties();
        refuseBoundary(properties);
        properties.map("AssumeRolePolicyDocument").ifPresent(document -> requireAssumable(document, function.id()));
        var policies = new AttachedPolicies(function.id() + "Role", policiesByArn, findings);
        SamPolicies.addTo(policies, function, physical.arns());
        addAttached(policies, generatedName(function));
        if (connected.contains(function.id())) {
            policies.unknown(function.origin(), "a connector");
        }
        return policies.role(generatedName(function));
    }

    private String generatedName(Resource function) {
        return physical.arns().generatedName(function.id() + "Role", 64);
    }

    private static void refuseBoundary(Properties properties) {
        properties.refuse("PermissionsBoundary", "permissions boundaries are not supported by the stand-in");
    }

    /** Lambda refuses a function whose role it can't assume. */
    private static void requireAssumable(Properties document, String function) {
        var assumable = document.required("Statement").asOneOrMore().stream()
                .map(statement -> new Properties(statement.asFields()))
                .anyMatch(RoleReader::letsLambdaAssume);
        if (!assumable) {
            throw document.origin()
                    .refusal(
                            "does not let " + LAMBDA + " assume the role, which " + function + " needs: {Effect: Allow,"
                                    + " Principal: {Service: " + LAMBDA + "}, Action: sts:AssumeRole}");
        }
    }

    private static boolean letsLambdaAssume(Properties statement) {
        var actions = statement.value("Action").map(Value::asOneOrMore).orElse(List.of());
        var principal = statement.value("Principal");
        var services = principal
                .filter(Value.Fields.class::isInstance)
                .flatMap(value -> value.asFields().get("Service"))
                .map(Value::asOneOrMore)
                .orElse(List.of());
        return statement.text("Effect").filter("Allow"::equals).isPresent()
                && actions.stream().map(Value::asText).anyMatch(List.of("sts:AssumeRole", "sts:*", "*")::contains)
                && (principal.filter(value -> value.isText("*")).isPresent()
                        || services.stream().anyMatch(service -> service.isText(LAMBDA)));
    }
}
