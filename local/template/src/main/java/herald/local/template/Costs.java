package herald.local.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a template has no effect in a run but on its price; by logical ids.
 *
 * @param armFunctions functions with {@code Architectures: [arm64]}; Lambda's default is x86_64
 * @param alarms and how many metrics each looks at, which is what it is billed by
 */
public record Costs(Set<String> armFunctions, Map<String, Integer> alarms, List<String> dashboards) {

    public Costs {
        armFunctions = Set.copyOf(armFunctions);
        alarms = Map.copyOf(alarms);
        dashboards = List.copyOf(dashboards);
    }

    static Costs unsaid() {
        return new Costs(Set.of(), Map.of(), List.of());
    }

    static Costs of(Resources resources) {
        return new Costs(
                resources.of(ResourceTypes.FUNCTION, ResourceTypes.PLAIN_FUNCTION).stream()
                        .filter(function -> isArm(function.properties()))
                        .map(Resource::id)
                        .collect(Collectors.toSet()),
                resources.of(ResourceTypes.ALARM).stream()
                        .collect(Collectors.toMap(Resource::id, alarm -> metrics(alarm.properties()))),
                ids(resources, "AWS::CloudWatch::Dashboard"));
    }

    private static boolean isArm(Properties function) {
        return function.items("Architectures").stream().anyMatch(architecture -> architecture.isText("arm64"));
    }

    /** One, or those of its expression that are metrics themselves. */
    private static int metrics(Properties alarm) {
        long several = alarm.items("Metrics").stream()
                .filter(each -> each.asFields().get("MetricStat").isPresent())
                .count();
        return (int) Math.max(1, several);
    }

    private static List<String> ids(Resources resources, String type) {
        return resources.of(type).stream().map(Resource::id).toList();
    }
}
