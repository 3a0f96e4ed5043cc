package herald.local.stack.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An authorizer's IAM policy, asked about one action on one resource: an explicit Deny wins, and what no statement
 * allows is denied (AWS docs, policy evaluation logic).
 */
final class AuthorizerPolicy {

    private AuthorizerPolicy() {}

    /** @throws IllegalArgumentException if the document can't be understood; the message says where */
    static boolean allows(JsonNode document, String action, String resource) {
        List<JsonNode> statements = elements(document.path("Statement"));
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("policyDocument has no Statement");
        }
        boolean allowed = false;
        boolean denied = false;
        for (JsonNode statement : statements) {
            boolean applies = applies(statement, action, resource);
            switch (statement.path("Effect").asText()) {
                case "Allow" -> allowed |= applies;
                case "Deny" -> denied |= applies;
                default -> throw new IllegalArgumentException("a statement's Effect is neither Allow nor Deny");
            }
        }
        return allowed && !denied;
    }

    private static boolean applies(JsonNode statement, String action, String resource) {
        if (statement.has("Condition")) {
            throw new IllegalArgumentException("a statement's Condition is not supported");
        }
        return named(statement, "Action", action, Pattern.CASE_INSENSITIVE)
                && named(statement, "Resource", resource, 0);
    }

    private static boolean named(JsonNode statement, String key, String value, int flags) {
        boolean negated = statement.has("Not" + key);
        List<JsonNode> patterns = elements(statement.path(negated ? "Not" + key : key));
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("a statement has no " + key);
        }
        boolean matches = patterns.stream()
                .anyMatch(pattern ->
                        pattern(pattern.asText(), flags).matcher(value).matches());
        return matches != negated;
    }

    private static List<JsonNode> elements(JsonNode oneOrMany) {
        if (oneOrMany.isArray()) {
            return StreamSupport.stream(oneOrMany.spliterator(), false).toList();
        }
        return oneOrMany.isMissingNode() || oneOrMany.isNull() ? List.of() : List.of(oneOrMany);
    }

    private static Pattern pattern(String wildcards, int flags) {
        String regex = wildcards
                .chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining());
        return Pattern.compile(regex, flags);
    }
}
