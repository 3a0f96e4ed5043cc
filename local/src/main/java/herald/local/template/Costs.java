package herald.local.template;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a template has no effect in a run but on its price; by logical ids.
 *
 * @param armFunctions functions with {@code Architectures: [arm64]}; Lambda's default is x86_64
 */
public record Costs(Set<String> armFunctions, List<String> alarms, List<String> dashboards) {

    public Costs {
        armFunctions = Set.copyOf(armFunctions);
        alarms = List.copyOf(alarms);
        dashboards = List.copyOf(dashboards);
    }

    static Costs unsaid() {
        return new Costs(Set.of(), List.of(), List.of());
    }

    static Costs of(Resources resources) {
        return new Costs(
                resources.of(ResourceTypes.FUNCTION, ResourceTypes.PLAIN_FUNCTION).stream()
                        .filter(function -> isArm(function.properties()))
                        .map(Resource::id)
                        .collect(Collectors.toSet()),
                ids(resources, "AWS::CloudWatch::Alarm"),
                ids(resources, "AWS::CloudWatch::Dashboard"));
    }

    private static boolean isArm(Properties function) {
        return function.items("Architectures").stream().anyMatch(architecture -> architecture.isText("arm64"));
    }

    private static List<String> ids(Resources resources, String type) {
        return resources.of(type).stream().map(Resource::id).toList();
    }
}
