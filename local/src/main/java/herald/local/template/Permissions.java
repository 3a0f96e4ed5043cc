package herald.local.template;

import herald.local.template.Callees.Callee;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The {@code AWS::Lambda::Permission}s by which API Gateway may invoke functions. One that is missing is found on AWS
 * by the first client only, so it is refused here.
 */
final class Permissions {

    static final String GATEWAY = "apigateway.amazonaws.com";

    private record Permission(Callee callee, String sourceArn, String sourceAccount) {}

    private final List<Permission> granted = new ArrayList<>();
    private final String account;

    Permissions(Resources resources, Callees callees, Place place) {
        this.account = place.account();
        for (var resource : resources.of(ResourceTypes.PERMISSION)) {
            var properties = resource.properties();
            var callee = callees.find(properties.requiredText("FunctionName"), properties.origin("FunctionName"));
            var action = properties.requiredText("Action");
            var principal = properties.requiredText("Principal");
            if (List.of("lambda:InvokeFunction", "lambda:*", "*").contains(action)
                    && List.of(GATEWAY, "*").contains(principal)) {
                var source = properties.text("SourceArn").orElse("*");
                granted.add(new Permission(
                        callee, source, properties.text("SourceAccount").orElse(account)));
            }
        }
    }

    /**
     * @param sourceArn as API Gateway would name itself
     * @param at of whatever invokes
     */
    void require(Callee callee, String sourceArn, Origin at) {
        if (granted.stream().noneMatch(permission -> allows(permission, callee, sourceArn))) {
            throw at.refusal("no AWS::Lambda::Permission lets " + GATEWAY + " invoke " + callee + " for " + sourceArn
                    + insteadOf(callee));
        }
    }

    private boolean allows(Permission permission, Callee callee, String sourceArn) {
        return permission.callee().equals(callee)
                && permission.sourceAccount().equals(account)
                && matches(permission.sourceArn(), sourceArn);
    }

    /** Says what there is, since a permission is for exactly one alias, or for none (AWS docs, resource policies). */
    private String insteadOf(Callee callee) {
        var others = granted.stream()
                .filter(permission -> permission.callee().function().equals(callee.function()))
                .map(permission -> permission.callee() + " for " + permission.sourceArn())
                .distinct()
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? "" : "; there is one for " + others;
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
