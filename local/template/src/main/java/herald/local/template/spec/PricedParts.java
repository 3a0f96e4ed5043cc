package herald.local.template.spec;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parts of a template that have no effect in a run but on its price, by logical ids: functions with
 * {@code Architectures: [arm64]} (Lambda's default is x86_64), and alarms with the number of metrics that each is
 * billed by.
 */
public record PricedParts(Set<String> armFunctions, Map<String, Integer> alarms, List<String> dashboards) {

    public PricedParts {
        armFunctions = Set.copyOf(armFunctions);
        alarms = Map.copyOf(alarms);
        dashboards = List.copyOf(dashboards);
    }

    static PricedParts unsaid() {
        return new PricedParts(Set.of(), Map.of(), List.of());
    }
}
