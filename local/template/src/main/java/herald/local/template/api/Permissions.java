package herald.local.template.api;

import herald.local.template.declarations.ResourceTypes;
import herald.local.template.declarations.WebSocketApi;
import herald.local.template.functions.Callees;
import herald.local.template.functions.Callees.Callee;
import herald.local.template.resources.PhysicalNames;
import herald.local.template.resources.Resource;
import herald.local.template.resources.Resources;
import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Findings;
import herald.local.template.text.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The {@code AWS::Lambda::Permission}s by which API Gateway may invoke functions. One that is missing is found on AWS
 * by the first client only, so it is refused here.
 */
public final class Permissions {

    /** @param fault why it does not let API Gateway in, empty if it does */
    private record Permission(Resource resource, Callee callee, String sourceArn, String sourceAccount, String fault) {}

    private final List<Permission> granted = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private final Set<Origin> refused = new HashSet<>();
    private final Findings findings;
    private final String account;

    /** This is true if some permission can't be judged, so that nothing is missing for sure. */
    private boolean vague;

    public Permissions(Resources resources, Callees callees, PhysicalNames physical) {
        this.account = physical.place().account();
        this.findings = physical.findings();
        for (var resource : resources.of(ResourceTypes.PERMISSION)) {
            var permission = findings.tried(() -> read(resource, callees));
            permission.ifPresent(granted::add);
            vague |= permission.isEmpty();
        }
    }

    private Permission read(Resource resource, Callees callees) {
        var properties = resource.properties();
        var callee = callees.find(properties.requiredText("FunctionName"), properties.origin("FunctionName"));
        var source = properties.text("SourceArn").orElse("*");
        return new Permission(
                resource,
                callee,
                source,
                properties.text("SourceAccount").orElse(account),
                fault(properties.requiredText("Action"), properties.requiredText("Principal")));
    }

    private static String fault(String action, String principal) {
        if (!List.of("lambda:InvokeFunction", "lambda:*", "*").contains(action)) {
            return "its Action is " + action;
        }
        return List.of(WebSocketApi.GATEWAY, "*").contains(principal) ? "" : "its Principal is " + principal;
    }

    /**
     * Says of an integration that several routes share only once that it may not be called.
     *
     * @param sourceArn as API Gateway would name itself
     * @throws TemplateRefusal if there is no such permission
     */
    void require(Callee callee, String sourceArn, Origin at) {
        if (refused.contains(at)) {
            return;
        }
        var allowing = granted.stream()
                .filter(permission -> allows(permission, callee, sourceArn))
                .toList();
        allowing.forEach(permission -> used.add(permission.resource().id()));
        if (!allowing.isEmpty()) {
            return;
        }
        refused.add(at);
        if (vague) {
            throw TemplateRefusal.inSilence();
        }
        throw at.refusal("no AWS::Lambda::Permission lets " + WebSocketApi.GATEWAY + " invoke " + callee + " for "
                + sourceArn + insteadOf(callee));
    }

    private boolean allows(Permission permission, Callee callee, String sourceArn) {
        return permission.fault().isEmpty()
                && permission.callee().equals(callee)
                && permission.sourceAccount().equals(account)
                && matches(permission.sourceArn(), sourceArn);
    }

    /** Says what there is, since a permission is for exactly one alias, or for none (AWS docs, resource policies). */
    private String insteadOf(Callee callee) {
        var others = granted.stream()
                .filter(permission -> permission.callee().function().equals(callee.function()))
                .map(permission -> permission.callee() + " for " + permission.sourceArn() + " ("
                        + permission.resource().id()
                        + (permission.fault().isEmpty() ? ")" : ": " + permission.fault() + ")"))
                .distinct()
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? "" : "; there is one for " + others;
    }

    /** Remarks on permissions that let nobody in; call it when all that is required was asked for. */
    void remarkIdle(Set<String> apiIds) {
        for (var permission : granted) {
            if (permission.fault().isEmpty()
                    && apiIds.stream().anyMatch(permission.sourceArn()::contains)
                    && !used.contains(permission.resource().id())) {
                findings.remark(
                        permission.resource().origin(),
                        "lets nobody in: no WebSocket API of this template invokes " + permission.callee() + " for "
                                + permission.sourceArn());
            }
        }
    }

    /** {@code ArnLike}: {@code *} and {@code ?} match within one of the six parts (AWS docs, IAM ARN operators). */
    static boolean matches(String pattern, String arn) {
        if (pattern.equals("*")) {
            return true;
        }
        var patterns = pattern.split(":", 6);
        var parts = arn.split(":", 6);
        if (patterns.length != parts.length) {
            return false;
        }
        for (var i = 0; i < parts.length; i++) {
            if (!wildcard(patterns[i]).matcher(parts[i]).matches()) {
                return false;
            }
        }
        return true;
    }

    private static Pattern wildcard(String text) {
        return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }
}
