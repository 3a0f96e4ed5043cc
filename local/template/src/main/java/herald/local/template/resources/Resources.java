package herald.local.template.resources;

import herald.local.template.declarations.Declaration;
import herald.local.template.declarations.Declarations;
import herald.local.template.declarations.PropertyNames;
import herald.local.template.declarations.ResourceTypes;
import herald.local.template.text.Findings;
import herald.local.template.text.Value;
import herald.local.template.values.Properties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every resource of this run, resolved, its references known to lead somewhere and not in a circle. */
public final class Resources {

    private final List<Resource> all;
    private final Dependencies dependencies;

    private Resources(List<Resource> all, Dependencies dependencies) {
        this.all = List.copyOf(all);
        this.dependencies = dependencies;
    }

    public static Resources resolve(Declarations declarations, PhysicalNames physical) {
        var dependencies = new Dependencies(declarations, physical);
        var all = new ArrayList<Resource>();
        for (var declared : declarations.present().values()) {
            all.add(resolved(declared, physical, dependencies));
        }
        physical.findings().step(dependencies::refuseCircles);
        return new Resources(all, dependencies);
    }

    private static Resource resolved(Declaration declared, PhysicalNames physical, Dependencies dependencies) {
        var fields = new LinkedHashMap<String, Value>();
        declared.properties().fields().forEach((name, value) -> {
            var references = dependencies.of(declared, name);
            var resolved = physical.intrinsics().with(references).resolve(value);
            if (!(resolved instanceof Value.Nothing)) {
                fields.put(name, resolved);
            }
        });
        var properties = new Properties(new Value.Fields(declared.properties().origin(), fields));
        physical.findings().step(() -> PropertyNames.check(declared.type(), properties));
        return new Resource(declared, properties);
    }

    public List<Resource> of(String... types) {
        var wanted = List.of(types);
        return all.stream().filter(resource -> wanted.contains(resource.type())).toList();
    }

    /** Returns whether the one is made only after the other, directly or by way of others. */
    public boolean needs(String one, String other) {
        return dependencies.reaches(one, other);
    }

    /** Tells by type what has no part in this run. */
    public void tellIgnored(Findings findings) {
        var ignored = all.stream()
                .filter(resource -> ResourceTypes.isIgnored(resource.type()))
                .collect(Collectors.groupingBy(
                        Resource::type,
                        LinkedHashMap::new,
                        Collectors.mapping(Resource::id, Collectors.joining(", "))));
        for (Map.Entry<String, String> entry : ignored.entrySet()) {
            findings.notice(entry.getKey() + " has no part in a local run: " + entry.getValue());
        }
    }
}
