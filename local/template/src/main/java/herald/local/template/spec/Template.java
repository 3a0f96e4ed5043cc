package herald.local.template.spec;

import herald.local.rules.iam.Grants;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A SAM template with every function evaluated, as all that is to be run: the input of everything else in the stand-in.
 * Maps are keyed by logical id and keep the template's order. Immutable.
 *
 * @param outputs the template's Outputs, resolved to strings
 * @param costs what of it has no effect in a run but on its price
 * @param grants what each function may do
 */
public record Template(
        Map<String, FunctionSpec> functions,
        Map<String, ApiSpec> apis,
        Map<String, QueueSpec> queues,
        Map<String, TableSpec> tables,
        List<EventSourceSpec> eventSources,
        List<ScheduleSpec> schedules,
        List<AlarmSpec> alarms,
        Map<String, String> outputs,
        PricedParts costs,
        Grants grants) {

    public Template {
        functions = Ordered.copyOf(functions);
        apis = Ordered.copyOf(apis);
        queues = Ordered.copyOf(queues);
        tables = Ordered.copyOf(tables);
        eventSources = List.copyOf(eventSources);
        schedules = List.copyOf(schedules);
        alarms = List.copyOf(alarms);
        outputs = Ordered.copyOf(outputs);
    }

    /** Makes one without alarms and costs, whose functions may do everything. */
    public Template(
            Map<String, FunctionSpec> functions,
            Map<String, ApiSpec> apis,
            Map<String, QueueSpec> queues,
            Map<String, TableSpec> tables,
            List<EventSourceSpec> eventSources,
            List<ScheduleSpec> schedules,
            Map<String, String> outputs) {
        this(
                functions,
                apis,
                queues,
                tables,
                eventSources,
                schedules,
                List.of(),
                outputs,
                PricedParts.unsaid(),
                Grants.NONE);
    }

    /** Returns the same with another visibility timeout of every queue. */
    public Template withVisibilityTimeout(Duration timeout) {
        Map<String, QueueSpec> others = new LinkedHashMap<>();
        queues.forEach((id, queue) -> others.put(id, queue.withVisibilityTimeout(timeout)));
        return new Template(functions, apis, others, tables, eventSources, schedules, alarms, outputs, costs, grants);
    }
}
