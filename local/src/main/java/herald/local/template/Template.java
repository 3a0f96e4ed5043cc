package herald.local.template;

import java.util.List;
import java.util.Map;

/**
 * What a SAM template asks to be run, with every intrinsic resolved: the input of everything else in the stand-in.
 * Maps are keyed by logical id and keep the template's order. Immutable.
 *
 * @param outputs the template's Outputs, resolved to strings
 */
public record Template(
        Map<String, FunctionSpec> functions,
        Map<String, ApiSpec> apis,
        Map<String, QueueSpec> queues,
        Map<String, TableSpec> tables,
        List<EventSourceSpec> eventSources,
        Map<String, String> outputs) {

    public Template {
        functions = Ordered.copyOf(functions);
        apis = Ordered.copyOf(apis);
        queues = Ordered.copyOf(queues);
        tables = Ordered.copyOf(tables);
        eventSources = List.copyOf(eventSources);
        outputs = Ordered.copyOf(outputs);
    }
}
