package herald.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An entry of a SAM function's {@code Events}, of a type that the stand-in runs.
 *
 * @param properties of the event
 */
record FunctionEvent(Resource function, String name, String type, Properties properties) {

    static final String SQS = "SQS";
    static final String SCHEDULE = "Schedule";

    private static final List<String> TYPES = List.of(SQS, SCHEDULE);

    /** @return all of the template's, none of another type among them */
    static List<FunctionEvent> all(Resources resources) {
        var all = new ArrayList<FunctionEvent>();
        for (var function : resources.of(ResourceTypes.FUNCTION)) {
            var events = function.properties().map("Events");
            if (events.isPresent()) {
                for (var name : events.get().names()) {
                    all.add(of(function, name, events.get().map(name).orElseThrow()));
                }
            }
        }
        return List.copyOf(all);
    }

    private static FunctionEvent of(Resource function, String name, Properties event) {
        event.only(Set.of("Type", "Properties"), "an event");
        var type = event.requiredText("Type");
        if (!TYPES.contains(type)) {
            throw event.refusal(
                    "Type", type + " events are not supported by the stand-in, only " + String.join(" and ", TYPES));
        }
        return new FunctionEvent(
                function,
                name,
                type,
                new Properties(event.required("Properties").asFields()));
    }

    /** @return the logical id of what SAM makes of it */
    String id() {
        return function.id() + name;
    }
}
