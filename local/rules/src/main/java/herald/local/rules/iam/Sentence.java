package herald.local.rules.iam;

import java.util.Locale;

/**
 * AWS's words to whom it denies something ("Troubleshoot access denied error messages", IAM User Guide). SQS's small
 * letters and API Gateway's hidden account and placeholder are as callers report them; what API Gateway says of an
 * explicit denial is not reported for this API.
 */
public final class Sentence {

    private static final int SHOWN = 4;
    private static final String CONNECTIONS = "/@connections/";

    private Sentence() {}

    public static String of(Region region, Grant grant, Need need, PolicyDecision decision) {
        String service = need.action().substring(0, need.action().indexOf(':'));
        boolean explicit = decision instanceof PolicyDecision.ExplicitlyDenied;
        String action = service.equals("sqs") ? need.action().toLowerCase(Locale.ROOT) : need.action();
        String ending = explicit
                ? " with an explicit deny in an identity-based policy"
                : service.equals("execute-api")
                        ? ""
                        : " because no identity-based policy allows the " + action + " action";
        String resource = service.equals("execute-api") ? hidden(region, need.resource()) : need.resource();
        return "User: arn:aws:sts::" + region.account() + ":assumed-role/"
                + grant.role().name() + "/"
                + grant.functionName() + " is not authorized to perform: " + action + " on resource: " + resource
                + ending;
    }

    private static String hidden(Region region, String resource) {
        String account = region.account();
        int end = resource.indexOf(CONNECTIONS);
        String shown = end < 0 ? resource : resource.substring(0, end) + CONNECTIONS + "{connectionId}";
        return shown.replace(
                ":" + account + ":",
                ":" + "*".repeat(account.length() - SHOWN) + account.substring(account.length() - SHOWN) + ":");
    }
}
