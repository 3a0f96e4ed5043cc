package herald.local.template.resources;

import herald.local.template.declarations.Declaration;
import herald.local.template.declarations.Declarations;
import herald.local.template.declarations.PropertyNames;
import herald.local.template.declarations.ResourceTypes;
import herald.local.template.spec.Place;
import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Findings;
import herald.local.template.text.Origin;
import herald.local.template.values.Arns;
import herald.local.template.values.Conditions;
import herald.local.template.values.Intrinsics;
import herald.local.template.values.References;
import herald.local.template.values.Scope;
import java.util.Locale;

/**
 * The names, ARNs and ids of the resources of this run, which {@code Ref} and {@code Fn::GetAtt} give: AWS's, but for a
 * queue's URL, which is the stand-in's (AWS docs, "Return values" of each CloudFormation resource type).
 */
public final class PhysicalNames implements References {

    private final Declarations declarations;
    private final Place place;
    private final Findings findings;
    private final Arns arns;
    private final Intrinsics intrinsics;
    private final GivenNames names;

    public PhysicalNames(Declarations declarations, Scope scope, Conditions conditions) {
        this.declarations = declarations;
        this.place = scope.place();
        this.findings = scope.findings();
        this.arns = new Arns(place);
        this.intrinsics = new Intrinsics(scope, conditions::holds, this);
        this.names = new GivenNames(arns, intrinsics);
    }

    public Place place() {
        return place;
    }

    public Arns arns() {
        return arns;
    }

    public Intrinsics intrinsics() {
        return intrinsics;
    }

    public Findings findings() {
        return findings;
    }

    @Override
    public String ref(String logicalId, Origin at) {
        var published = PublishedQualifier.of(logicalId, declarations, intrinsics);
        if (published.isPresent()) {
            return published.get().arn(arns, name(published.get().function()));
        }
        if (isGeneratedRole(logicalId)) {
            return arns.generatedName(logicalId, GivenNames.LONGEST_ROLE);
        }
        var resource = present(logicalId, at);
        if (ResourceTypes.isUnsupported(resource.type())) {
            throw TemplateRefusal.inSilence();
        }
        return switch (resource.type()) {
            case ResourceTypes.QUEUE -> place.queueUrl(name(resource));
            case ResourceTypes.API -> apiId(resource);
            case ResourceTypes.VERSION -> versionArn(resource, at);
            case ResourceTypes.ALIAS -> aliasArn(resource, at);
            case ResourceTypes.MANAGED_POLICY -> iamArn(resource);
            case ResourceTypes.ROUTE,
                    ResourceTypes.INTEGRATION,
                    ResourceTypes.ROUTE_RESPONSE,
                    ResourceTypes.DEPLOYMENT,
                    ResourceTypes.AUTHORIZER -> shortId(resource);
            default -> name(resource);
        };
    }

    @Override
    public String attribute(String logicalId, String attribute, Origin at) {
        // SAM's own: Function.Alias and Function.Version are the resources that it makes, not attributes.
        var dot = attribute.indexOf('.');
        var made = logicalId + "." + (dot < 0 ? attribute : attribute.substring(0, dot));
        var published = PublishedQualifier.of(made, declarations, intrinsics);
        if (published.isPresent()) {
            return publishedAttribute(published.get(), dot < 0 ? "" : attribute.substring(dot + 1), at);
        }
        var generated = PublishedQualifier.of(logicalId, declarations, intrinsics);
        if (generated.isPresent()) {
            return publishedAttribute(generated.get(), attribute, at);
        }
        if (isGeneratedRole(logicalId)) {
            return roleAttribute(ref(logicalId, at), "/", attribute, at);
        }
        return attribute(present(logicalId, at), attribute, at);
    }

    @Override
    public boolean isResource(String dotted) {
        return PublishedQualifier.of(dotted, declarations, intrinsics).isPresent();
    }

    private String attribute(Declaration resource, String attribute, Origin at) {
        var arn = attribute.equals("Arn");
        return switch (resource.type()) {
            case ResourceTypes.FUNCTION, ResourceTypes.PLAIN_FUNCTION ->
                arn ? arns.function(name(resource)) : unknown(resource, attribute, at);
            case ResourceTypes.TABLE, ResourceTypes.SIMPLE_TABLE ->
                arn ? arns.table(name(resource)) : tableAttribute(resource, attribute, at);
            case ResourceTypes.QUEUE -> queueAttribute(resource, attribute, at);
            case ResourceTypes.API -> apiAttribute(resource, attribute, at);
            case ResourceTypes.ROLE -> roleAttribute(name(resource), path(resource), attribute, at);
            case ResourceTypes.MANAGED_POLICY ->
                attribute.equals("PolicyArn") ? iamArn(resource) : unknown(resource, attribute, at);
            case ResourceTypes.LOG_GROUP ->
                arn ? arns.of("logs", "log-group:" + name(resource) + ":*") : unknown(resource, attribute, at);
            case ResourceTypes.VERSION -> versionAttribute(resource, attribute, at);
            case ResourceTypes.ALIAS ->
                attribute.equals("AliasArn") ? aliasArn(resource, at) : unknown(resource, attribute, at);
            default -> otherAttribute(resource, attribute, at);
        };
    }

    private String tableAttribute(Declaration table, String attribute, Origin at) {
        var streamed = table.properties().get("StreamSpecification").isPresent();
        return streamed && attribute.equals("StreamArn")
                ? arns.table(name(table)) + "/stream/2026-01-01T00:00:00.000"
                : unknown(table, attribute, at);
    }

    private String queueAttribute(Declaration queue, String attribute, Origin at) {
        return switch (attribute) {
            case "Arn" -> arns.queue(name(queue));
            case "QueueName" -> name(queue);
            case "QueueUrl" -> place.queueUrl(name(queue));
            default -> unknown(queue, attribute, at);
        };
    }

    private String apiAttribute(Declaration api, String attribute, Origin at) {
        return switch (attribute) {
            case "ApiId" -> apiId(api);
            case "ApiEndpoint" -> "wss://" + Endpoints.host(apiId(api), place);
            case "ExecuteApiArn" -> arns.of("execute-api", apiId(api));
            default -> unknown(api, attribute, at);
        };
    }

    private String roleAttribute(String name, String path, String attribute, Origin at) {
        return switch (attribute) {
            case "Arn" -> arns.iam("role", path, name);
            case "RoleId" -> "AROA" + Arns.letters(name, 17, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
            default -> throw at.refusal("a role has no attribute " + attribute);
        };
    }

    private String versionAttribute(Declaration version, String attribute, Origin at) {
        return switch (attribute) {
            case "Version" -> PublishedQualifier.FIRST_VERSION;
            case "FunctionArn" -> versionArn(version, at);
            default -> unknown(version, attribute, at);
        };
    }

    private static String publishedAttribute(PublishedQualifier published, String attribute, Origin at) {
        if (published.alias().isEmpty() && attribute.equals("Version")) {
            return PublishedQualifier.FIRST_VERSION;
        }
        throw at.refusal("use Ref (or ${…} in Fn::Sub) for the version and the alias that SAM publishes");
    }

    /** Types of which the stand-in knows little give an ARN, or an id of theirs, that nobody here will look at. */
    private String otherAttribute(Declaration resource, String attribute, Origin at) {
        if (ResourceTypes.isUnsupported(resource.type())) {
            throw TemplateRefusal.inSilence();
        }
        if (attribute.equals("Arn")) {
            var service = resource.type().split("::", 3)[1].toLowerCase(Locale.ROOT);
            return arns.of(service, name(resource));
        }
        if (attribute.endsWith("Id")) {
            return shortId(resource);
        }
        if (!PropertyNames.knows(resource.type())) {
            throw TemplateRefusal.inSilence();
        }
        return unknown(resource, attribute, at);
    }

    private static String unknown(Declaration resource, String attribute, Origin at) {
        if (attribute.startsWith("SnapStartResponse")) {
            throw TemplateRefusal.inSilence();
        }
        throw at.refusal(resource.id() + " is a " + resource.type() + " and has no attribute " + attribute
                + " (or none that the stand-in knows)");
    }

    private Declaration present(String logicalId, Origin at) {
        var resource = declarations.present().get(logicalId);
        if (resource == null) {
            throw declarations.missing(logicalId, at);
        }
        return resource;
    }

    private boolean isGeneratedRole(String logicalId) {
        if (!logicalId.endsWith("Role") || declarations.present().containsKey(logicalId)) {
            return false;
        }
        var function = declarations.present().get(logicalId.substring(0, logicalId.length() - "Role".length()));
        return function != null
                && function.type().equals(ResourceTypes.FUNCTION)
                && function.properties().get("Role").isEmpty();
    }

    public String apiId(Declaration api) {
        return arns.generatedId(place.stackName() + "/" + api.id(), 10);
    }

    public String shortId(Declaration resource) {
        return arns.generatedId(place.stackName() + "/" + resource.id(), 7);
    }

    /** Returns the name that the template gives, or one made up as CloudFormation does. */
    public String name(Declaration resource) {
        return names.of(resource);
    }

    private String path(Declaration resource) {
        return resource.properties().get("Path").map(intrinsics::text).orElse("/");
    }

    private String iamArn(Declaration policy) {
        return arns.iam("policy", path(policy), name(policy));
    }

    private String versionArn(Declaration version, Origin at) {
        return functionArn(version, at) + ":" + PublishedQualifier.FIRST_VERSION;
    }

    private String aliasArn(Declaration alias, Origin at) {
        var name = alias.properties().get("Name").map(intrinsics::text);
        return functionArn(alias, at)
                + ":"
                + name.orElseThrow(() -> alias.properties().origin().refusal("Name is required and missing"));
    }

    private String functionArn(Declaration owner, Origin at) {
        var written = owner.properties()
                .get("FunctionName")
                .map(intrinsics::text)
                .orElseThrow(() -> owner.properties().origin().refusal("FunctionName is required and missing"));
        var name = FunctionName.parse(written, at).name();
        return arns.function(name);
    }
}
