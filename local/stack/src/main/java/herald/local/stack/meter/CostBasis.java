package herald.local.stack.meter;

import herald.local.template.spec.QueueSpec;
import herald.local.template.spec.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The facts of a template that decide by which price something goes and what costs a fixed sum; by logical ids.
 *
 * @param armFunctions functions whose architecture is arm64; the others' is x86_64
 * @param alarms and how many metrics each looks at
 */
public record CostBasis(
        Set<String> armFunctions, Set<String> fifoQueues, Map<String, Integer> alarms, List<String> dashboards) {

    public CostBasis {
        armFunctions = Set.copyOf(armFunctions);
        fifoQueues = Set.copyOf(fifoQueues);
        alarms = Map.copyOf(alarms);
        dashboards = List.copyOf(dashboards);
    }

    public static CostBasis of(Template template) {
        Set<String> fifoQueues = template.queues().values().stream()
                .filter(QueueSpec::fifo)
                .map(QueueSpec::id)
                .collect(Collectors.toSet());
        return new CostBasis(
                template.costs().armFunctions(),
                fifoQueues,
                template.costs().alarms(),
                template.costs().dashboards());
    }
}
