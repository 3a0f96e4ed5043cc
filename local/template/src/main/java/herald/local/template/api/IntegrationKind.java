package herald.local.template.api;

import herald.local.template.text.Value;
import herald.local.template.values.Properties;
import java.util.List;

/** The kinds of integrations that a WebSocket API takes (ApiGatewayV2 API reference, Integration); one is run. */
final class IntegrationKind {

    private static final String PROXY = "AWS_PROXY";
    private static final String URI = "IntegrationUri";

    private static final List<String> TYPES = List.of(PROXY, "AWS", "HTTP", "HTTP_PROXY", "MOCK");

    private IntegrationKind() {}

    /** Returns the type that is written; refuses one that AWS does not take. */
    static String of(Properties properties) {
        var type = properties.requiredText("IntegrationType");
        if (!TYPES.contains(type)) {
            throw properties.refusal("IntegrationType", type + " is not one of " + String.join(", ", TYPES));
        }
        properties.refuse("IntegrationSubtype", "is for HTTP APIs");
        var uri = properties.value(URI).orElse(null) instanceof Value.Text(var _, var text) ? text : "";
        if (type.startsWith("HTTP") && uri.startsWith("arn:") && !uri.contains(":elasticloadbalancing:")) {
            throw properties.refusal("IntegrationType", type + " takes an address, and " + URI + " is " + uri);
        }
        if (type.equals("MOCK") && !uri.isEmpty()) {
            throw properties.refusal("IntegrationType", "MOCK calls nothing, and " + URI + " is " + uri);
        }
        if (type.equals("AWS") && uri.contains(":lambda:path/") && !properties.has("RequestTemplates")) {
            throw properties.refusal(
                    "IntegrationType",
                    "AWS hands a function what RequestTemplates make of the message, and there are none; AWS_PROXY is meant");
        }
        if (type.startsWith("AWS") && uri.startsWith("http")) {
            throw properties.refusal("IntegrationType", type + " takes an ARN, and " + URI + " is " + uri);
        }
        return type;
    }

    static void checkVersion(Properties properties) {
        var version = properties.text("PayloadFormatVersion").orElse("1.0");
        if (!version.equals("1.0")) {
            throw properties.refusal("PayloadFormatVersion", version + " is for HTTP APIs; a WebSocket API has 1.0");
        }
    }

    static void refuseToRun(String type, Properties properties) {
        if (!type.equals(PROXY)) {
            throw properties.notRun(
                    "IntegrationType", type + " integrations are not supported by the stand-in, only AWS_PROXY");
        }
        properties.refuseToRun("ConnectionId", "VPC links are not supported by the stand-in");
        if (properties.text("ContentHandlingStrategy").orElse("").equals("CONVERT_TO_BINARY")) {
            throw properties.notRun("ContentHandlingStrategy", "CONVERT_TO_BINARY is not supported by the stand-in");
        }
    }

    /** Lambda's Invoke is a POST, whatever comes from the client. */
    static void checkMethod(Properties properties) {
        var method = properties.text("IntegrationMethod").orElse("POST");
        if (!method.equals("POST") && !method.equals("ANY")) {
            throw properties.refusal("IntegrationMethod", method + " does not invoke a function; POST does");
        }
    }
}
