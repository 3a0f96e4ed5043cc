package herald.local.template;

import herald.local.template.Callees.Callee;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Who calls which function by which qualifier: it decides on AWS whether a function runs from a snapshot. */
final class Calls {

    private final Map<String, Set<String>> qualifiers = new LinkedHashMap<>();
    private final Map<Callee, Origin> first = new LinkedHashMap<>();

    void add(Callee callee, Origin at) {
        qualifiers
                .computeIfAbsent(callee.function(), _ -> new LinkedHashSet<>())
                .add(callee.qualifier());
        first.putIfAbsent(callee, at);
    }

    /** @return the function as its callers see it; the one that the template publishes if they see it in two ways */
    FunctionSpec seen(FunctionSpec function, Consumer<String> notices) {
        var used = qualifiers.getOrDefault(function.id(), Set.of());
        var qualifier = used.size() == 1 ? used.iterator().next() : function.qualifier();
        var latest = first.get(new Callee(function.id(), FunctionName.LATEST));
        var published = function.snapStart() || !function.qualifier().equals(FunctionName.LATEST);
        if (latest != null && published) {
            notices.accept(latest.says("calls " + function.id() + " unpublished, so neither its alias nor SnapStart"
                    + " has an effect here, as on AWS"));
        }
        return new FunctionSpec(
                function.id(),
                function.name(),
                function.arn(),
                qualifier,
                function.runtime(),
                function.handler(),
                function.code(),
                function.memoryMegabytes(),
                function.timeout(),
                function.environment(),
                function.snapStart() && !qualifier.equals(FunctionName.LATEST),
                function.reservedConcurrency());
    }
}
