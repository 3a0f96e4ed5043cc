package herald.local.template.facts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The facts about resource types, CloudFormation's and SAM's. Immutable.
 *
 * @param types by namespace, such as {@code SQS}, for those namespaces of which the stand-in runs something
 * @param properties by type, for the types that the stand-in reads
 * @param globals by section of SAM's {@code Globals}, the properties that it may have
 * @param events the types of a SAM function's {@code Events}
 */
public record TypeFacts(
        Map<String, Set<String>> types,
        Map<String, Set<String>> properties,
        Map<String, Set<String>> globals,
        Set<String> events) {

    /** The facts of our files, read when something first asks. */
    public static final TypeFacts ALL = read();

    private static TypeFacts read() {
        var sam = Facts.of("sam-types.json");
        var both = List.of(Facts.of("cloudformation-types.json"), sam);
        return new TypeFacts(
                names("types", both),
                names("properties", both),
                names("globals", List.of(sam)),
                sam.at("events").names());
    }

    private static Map<String, Set<String>> names(String key, List<Facts> files) {
        var names = new LinkedHashMap<String, Set<String>>();
        files.forEach(file -> file.at(key).entries().forEach((name, facts) -> names.put(name, facts.names())));
        return Map.copyOf(names);
    }
}
