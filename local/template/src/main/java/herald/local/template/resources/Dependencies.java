package herald.local.template.resources;

import herald.local.template.declarations.Declaration;
import herald.local.template.declarations.Declarations;
import herald.local.template.declarations.ResourceTypes;
import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Origin;
import herald.local.template.values.References;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The resources that each resource needs: by {@code Ref}, {@code Fn::GetAtt}, {@code Fn::Sub} and DependsOn. */
final class Dependencies {

    private final Declarations declarations;
    private final PhysicalNames physical;
    private final Map<String, Set<String>> needs = new LinkedHashMap<>();

    Dependencies(Declarations declarations, PhysicalNames physical) {
        this.declarations = declarations;
        this.physical = physical;
        declarations.present().values().forEach(resource -> needs.put(resource.id(), dependsOn(resource)));
    }

    private Set<String> dependsOn(Declaration resource) {
        var ids = new LinkedHashSet<String>();
        for (var id : resource.dependsOn()) {
            // CloudFormation passes over a dependency on what a condition leaves out.
            if (!declarations.absent().containsKey(id.text())) {
                physical.findings()
                        .tried(() -> owner(id.text(), id.origin()))
                        .filter(owner -> id.text().equals(resource.id()) || !owner.equals(resource.id()))
                        .ifPresent(ids::add);
            }
        }
        return ids;
    }

    /** Answers as {@link PhysicalNames} does, and notes who asked. */
    References of(Declaration resource, String property) {
        // SAM makes several resources of these, and none of them needs all that the template says.
        var several =
                ResourceTypes.isUnsupported(resource.type()) && resource.type().startsWith("AWS::Serverless::");
        // SAM makes resources of Events that need the function, so what they refer to is not needed by it.
        var events = resource.type().equals(ResourceTypes.FUNCTION) && property.equals("Events");
        return several || events ? physical : noting(resource, needs.get(resource.id()));
    }

    private References noting(Declaration resource, @Nullable Set<String> needed) {
        return new References() {
            @Override
            public String ref(String logicalId, Origin at) {
                add(logicalId, at);
                return physical.ref(logicalId, at);
            }

            @Override
            public String attribute(String logicalId, String attribute, Origin at) {
                add(logicalId, at);
                return physical.attribute(logicalId, attribute, at);
            }

            @Override
            public boolean isResource(String dotted) {
                return physical.isResource(dotted);
            }

            private void add(String logicalId, Origin at) {
                var owner = owner(logicalId, at);
                // A function may well name its own role.
                if (needed != null && (logicalId.equals(resource.id()) || !owner.equals(resource.id()))) {
                    needed.add(owner);
                }
            }
        };
    }

    /** Returns the resource that it belongs to: what SAM makes of a function counts as the function. */
    private String owner(String logicalId, Origin at) {
        var present = declarations.present();
        if (present.containsKey(logicalId)) {
            return logicalId;
        }
        return present.values().stream()
                .filter(resource -> resource.type().equals(ResourceTypes.FUNCTION))
                .filter(resource -> isMadeOf(resource, logicalId))
                .map(Declaration::id)
                .findFirst()
                .orElseThrow(() -> declarations.missing(logicalId, at));
    }

    private boolean isMadeOf(Declaration function, String logicalId) {
        var id = function.id();
        return logicalId.equals(id + "Role")
                || logicalId.startsWith(id + ".")
                || (logicalId.startsWith(id + "Alias")
                        && PublishedQualifier.alias(function, physical.intrinsics())
                                .isPresent());
    }

    boolean reaches(String one, String other) {
        var reached = new LinkedHashSet<String>();
        var next = new ArrayDeque<>(needs.getOrDefault(one, Set.of()));
        while (!next.isEmpty()) {
            var id = next.removeFirst();
            if (reached.add(id)) {
                next.addAll(needs.getOrDefault(id, Set.of()));
            }
        }
        return reached.contains(other);
    }

    void refuseCircles() {
        var done = new HashSet<String>();
        needs.keySet().forEach(id -> visit(id, new ArrayDeque<>(), done));
    }

    private void visit(String id, Deque<String> way, Set<String> done) {
        if (way.contains(id)) {
            throw circle(id, way);
        }
        if (done.contains(id)) {
            return;
        }
        way.addLast(id);
        for (var needed : needs.getOrDefault(id, Set.of())) {
            visit(needed, way, done);
        }
        way.removeLast();
        done.add(id);
    }

    private TemplateRefusal circle(String id, Deque<String> way) {
        var circle = new StringBuilder();
        way.stream()
                .dropWhile(other -> !other.equals(id))
                .forEach(other -> circle.append(other).append(" → "));
        var resource = declarations.present().get(id);
        var origin = resource == null ? new Origin("", 0, id) : resource.origin();
        return origin.refusal("depends on itself: " + circle + id);
    }
}
