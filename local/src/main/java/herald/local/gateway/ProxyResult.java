package herald.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What a handler behind a Lambda proxy integration returned. */
sealed interface ProxyResult {

    /**
     * @param protocol the {@code Sec-WebSocket-Protocol} among its headers
     */
    record Proper(int status, Optional<String> body, Optional<String> protocol) implements ProxyResult {

        boolean accepts() {
            return status >= 200 && status < 300;
        }
    }

    /** @param reason what is wrong with it, for a person */
    record Malformed(String reason) implements ProxyResult {}

    static ProxyResult read(byte[] payload) {
        JsonNode result = Json.read(payload);
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
        return new Proper(status, Optional.ofNullable(body.textValue()), header(result, "Sec-WebSocket-Protocol"));
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
