package herald.local.template.events;

import herald.local.template.declarations.ResourceTypes;
import herald.local.template.facts.TypeFacts;
import herald.local.template.resources.Resource;
import herald.local.template.resources.Resources;
import herald.local.template.text.Findings;
import herald.local.template.text.Nearest;
import herald.local.template.values.Properties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An entry of a SAM function's {@code Events}, of a type that the stand-in runs. */
public record FunctionEvent(Resource function, String name, String type, Properties properties) {

    public static final String SQS = "SQS";
    static final String SCHEDULE = "Schedule";

    private static final List<String> TYPES = List.of(SQS, SCHEDULE);

    /** Returns those of the template's that are run. */
    public static List<FunctionEvent> all(Resources resources, Findings findings) {
        var all = new ArrayList<FunctionEvent>();
        for (var function : resources.of(ResourceTypes.FUNCTION)) {
            var events = findings.tried(() -> function.properties().map("Events"), Optional.<Properties>empty());
            for (var name : events.map(Properties::names).orElse(Set.of())) {
                findings.tried(() -> of(
                                function, name, events.orElseThrow().map(name).orElseThrow()))
                        .ifPresent(all::add);
            }
        }
        return List.copyOf(all);
    }

    private static FunctionEvent of(Resource function, String name, Properties event) {
        event.only(Set.of("Type", "Properties"), "an event");
        var type = event.requiredText("Type");
        if (!TYPES.contains(type)) {
            var known = TypeFacts.ALL.events();
            if (!known.contains(type)) {
                throw event.refusal("Type", type + " is no type of an event" + Nearest.hint(type, known));
            }
            throw event.notRun(
                    "Type", type + " events are not supported by the stand-in, only " + String.join(" and ", TYPES));
        }
        return new FunctionEvent(
                function,
                name,
                type,
                new Properties(event.required("Properties").asFields()));
    }

    /** Returns the logical id of what SAM makes of it. */
    public String id() {
        return function.id() + name;
    }
}
