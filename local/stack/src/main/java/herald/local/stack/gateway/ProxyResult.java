package herald.local.stack.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The return value of a handler behind a Lambda proxy integration. */
sealed interface ProxyResult {

    /** Printable ASCII: anything else would spoil the 101. */
    Pattern HEADER_VALUE = Pattern.compile("[ -~]+");

    /** @param protocol the {@code Sec-WebSocket-Protocol} among its headers */
    record Proper(int status, Optional<String> body, Optional<String> protocol) implements ProxyResult {

        boolean accepts() {
            return status >= 200 && status < 300;
        }
    }

    /** @param reason what is wrong with it, for a person */
    record Malformed(String reason) implements ProxyResult {}

    static ProxyResult read(byte[] payload) {
        JsonNode result = StrictJson.read(payload);
        if (!result.isObject()) {
            return new Malformed("the result is no JSON object");
        }
        int status = result.path("statusCode").asInt(0);
        if (status < 200 || status > 599) {
            return new Malformed("the result has no usable statusCode");
        }
        JsonNode body = result.path("body");
        if (!body.isTextual() && !absent(body)) {
            return new Malformed("the result's body is no string");
        }
        Optional<String> protocol = header(result, "Sec-WebSocket-Protocol");
        if (!protocol.map(HEADER_VALUE::matcher).map(Matcher::matches).orElse(true)) {
            return new Malformed("the result's Sec-WebSocket-Protocol is no header value");
        }
        return new Proper(status, Optional.ofNullable(body.textValue()), protocol);
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static Optional<String> header(JsonNode result, String name) {
        return value(result.path("headers"), name)
                .or(() -> value(result.path("multiValueHeaders"), name))
                .filter(text -> !text.isBlank())
                .map(String::trim);
    }

    private static Optional<String> value(JsonNode headers, String name) {
        return headers.propertyStream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().isArray() ? header.getValue().path(0) : header.getValue())
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst();
    }
}
