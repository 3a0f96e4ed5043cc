package herald.local.stack.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** An authorizer's decision whether an upgrade may go on. */
sealed interface AuthorizerDecision {

    /** @param context {@code principalId} and the authorizer's own values, for every later event */
    record Allowed(Map<String, Object> context) implements AuthorizerDecision {}

    /**
     * @param status of the upgrade
     * @param message that the client is told
     * @param reason for a person
     */
    record Refused(int status, String message, String reason) implements AuthorizerDecision {}

    /** Nobody was asked, since the request lacks what the authorizer would judge (AWS docs: 401). */
    static Refused lacking(String identitySource) {
        return new Refused(401, "Unauthorized", "identity source " + identitySource + " is missing");
    }

    /**
     * Understands an authorizer's answer: 403 for a denial, 401 for an error with the text {@code Unauthorized}, 500
     * for whatever else went wrong (AWS docs, Lambda authorizers and gateway response types).
     */
    static AuthorizerDecision of(IntegrationAnswer answer, String methodArn, boolean textualValues) {
        return switch (answer) {
            case IntegrationAnswer.Value(byte[] payload) -> of(payload, methodArn, textualValues);
            case IntegrationAnswer.InvocationFailure(String message, String reason) ->
                message.equals("Unauthorized")
                        ? new Refused(401, "Unauthorized", "the authorizer said Unauthorized")
                        : broken("failed: " + reason);
            case IntegrationAnswer.Late(var timeout) -> broken("did not answer within " + timeout.toMillis() + " ms");
        };
    }

    private static AuthorizerDecision of(byte[] payload, String methodArn, boolean textualValues) {
        if (payload.length > GatewayLimits.AUTHORIZER_RESULT_BYTES) {
            return broken("returned " + payload.length + " bytes, more than 8 KB");
        }
        JsonNode result = StrictJson.read(payload);
        JsonNode principal = result.path("principalId");
        if (!principal.isValueNode() || principal.isNull()) {
            return broken("returned no principalId");
        }
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("principalId", principal.asText());
        try {
            read(result.path("context"), context, textualValues);
            return AuthorizerPolicy.allows(result.path("policyDocument"), "execute-api:Invoke", methodArn)
                    ? new Allowed(context)
                    : new Refused(403, "Forbidden", "the authorizer's policy does not allow " + methodArn);
        } catch (IllegalArgumentException malformed) {
            return broken("returned what can't be used: " + malformed.getMessage());
        }
    }

    private static void read(JsonNode values, Map<String, Object> context, boolean textual) {
        if (!values.isObject() && !values.isMissingNode() && !values.isNull()) {
            throw new IllegalArgumentException("context is no object");
        }
        values.forEachEntry((name, value) -> {
            if (!value.isTextual() && !value.isNumber() && !value.isBoolean()) {
                throw new IllegalArgumentException("context value " + name + " is no string, number or boolean");
            }
            context.put(name, textual ? value.asText() : value);
        });
    }

    private static Refused broken(String reason) {
        return new Refused(500, "Internal server error", "the authorizer " + reason);
    }
}
