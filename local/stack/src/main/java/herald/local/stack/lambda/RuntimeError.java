package herald.local.stack.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import herald.local.stack.lambda.InvocationResult.Failed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads what a runtime posts to one of the Runtime API's {@code error} paths. Pure. */
final class RuntimeError {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RuntimeError() {}

    /**
     * Reads JSON with {@code errorType} and {@code errorMessage}; anything else is passed on as the message.
     *
     * @param errorType header {@code Lambda-Runtime-Function-Error-Type}, used if the body names none
     */
    static Failed read(String errorType, byte[] body) {
        try {
            JsonNode error = JSON.readTree(body);
            String type = error.path("errorType").asText("");
            String message = error.path("errorMessage").asText("");
            return new Failed(type.isEmpty() ? errorType : type, message);
        } catch (IOException notJson) {
            return new Failed(errorType, new String(body, StandardCharsets.UTF_8));
        }
    }
}
