package herald.local.template.roles;

import herald.local.template.resources.Resources;
import herald.local.template.text.Value;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The ends of SAM's connectors, of which SAM makes policies (SAM specification). Stateless. */
final class Connectors {

    private Connectors() {}

    /** @param declared the Resources section as it is written */
    static Set<String> ends(Resources resources, Value.Fields declared) {
        var ends = new HashSet<String>();
        for (var connector : resources.of("AWS::Serverless::Connector")) {
            connector.properties().value("Source").ifPresent(end -> add(ends, end));
            connector.properties().value("Destination").ifPresent(end -> add(ends, end));
        }
        declared.fields()
                .forEach((id, body) -> embedded(body).ifPresent(connectors -> {
                    ends.add(id);
                    for (var connector : connectors.fields().values()) {
                        Optional.of(connector)
                                .filter(Value.Fields.class::isInstance)
                                .flatMap(value -> value.asFields().get("Properties"))
                                .filter(Value.Fields.class::isInstance)
                                .flatMap(value -> value.asFields().get("Destination"))
                                .ifPresent(end -> add(ends, end));
                    }
                }));
        return ends;
    }

    private static Optional<Value.Fields> embedded(Value body) {
        return body instanceof Value.Fields fields
                ? fields.get("Connectors")
                        .filter(Value.Fields.class::isInstance)
                        .map(Value::asFields)
                : Optional.empty();
    }

    private static void add(Set<String> ends, Value end) {
        switch (end) {
            case Value.Items list -> list.items().forEach(item -> add(ends, item));
            case Value.Fields map ->
                map.get("Id")
                        .filter(Value.Text.class::isInstance)
                        .map(Value::asText)
                        .ifPresent(ends::add);
            case Value.Text _, Value.Nothing _, Value.Unknown _ -> {}
        }
    }
}
