package herald.local.rules.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The permissions of a template's functions. Immutable.
 *
 * @param byFunction by logical id; a function that is missing may do everything
 * @param arns ARNs of the template's resources as a template would write them, such as {@code !GetAtt Orders.Arn}
 */
public record Grants(Map<String, Grant> byFunction, Map<String, String> arns) {

    /** The grants of a template whose policies nobody has read. */
    public static final Grants NONE = new Grants(Map.of(), Map.of());

    public Grants {
        byFunction = Map.copyOf(byFunction);
        arns = Map.copyOf(arns);
    }

    /** Returns all roles, those that several functions share once. */
    public List<Role> roles() {
        Map<String, Role> roles = new LinkedHashMap<>();
        byFunction.values().stream()
                .map(Grant::role)
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .forEach(role -> roles.putIfAbsent(role.id(), role));
        return List.copyOf(roles.values());
    }

    /** Returns a resource as a template of this stack would write it, or its ARN. */
    public String written(String arn) {
        String own = arns.get(arn);
        if (own != null) {
            return own;
        }
        return longestBefore(arn)
                .map(start ->
                        "!Sub \"" + substituted(arns.getOrDefault(start, "")) + arn.substring(start.length()) + "\"")
                .orElseGet(() -> arn.replaceFirst(
                        "^arn:aws:([a-z-]+):[a-z0-9-]+:[0-9]{12}:(.*)$",
                        "!Sub \"arn:\\${AWS::Partition}:$1:\\${AWS::Region}:\\${AWS::AccountId}:$2\""));
    }

    private Optional<String> longestBefore(String arn) {
        return arns.keySet().stream()
                .filter(start -> arn.startsWith(start + "/"))
                .max((one, other) -> Integer.compare(one.length(), other.length()));
    }

    /** Returns what stands in {@code Fn::Sub} for a function of YAML's short form. */
    private static String substituted(String written) {
        if (written.startsWith("!GetAtt ")) {
            return "${" + written.substring("!GetAtt ".length()) + "}";
        }
        return written.replaceAll("^!Sub \"|\"$", "");
    }
}
