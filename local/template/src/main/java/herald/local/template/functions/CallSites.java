package herald.local.template.functions;

import herald.local.template.functions.Callees.Callee;
import herald.local.template.resources.FunctionName;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.text.Findings;
import herald.local.template.text.Origin;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The places that call functions, each by a qualifier: it decides on AWS whether a function runs from a snapshot. */
public final class CallSites {

    private final Map<String, Set<String>> qualifiers = new LinkedHashMap<>();
    private final Map<Callee, Origin> first = new LinkedHashMap<>();

    public void add(Callee callee, Origin at) {
        qualifiers
                .computeIfAbsent(callee.function(), _ -> new LinkedHashSet<>())
                .add(callee.qualifier());
        first.putIfAbsent(callee, at);
    }

    /** Returns the function as its callers see it; the one that the template publishes if they see it in two ways. */
    public FunctionSpec seen(FunctionSpec function, Findings findings) {
        var used = qualifiers.getOrDefault(function.id(), Set.of());
        var qualifier = used.size() == 1 ? used.iterator().next() : function.qualifier();
        var latest = first.get(new Callee(function.id(), FunctionName.LATEST));
        if (latest != null && function.snapStart()) {
            findings.refuse(
                    latest,
                    "calls " + function.id() + " unpublished, and SnapStart is for published versions only: "
                            + (function.qualifier().equals(FunctionName.LATEST)
                                    ? "it needs AutoPublishAlias or an alias of its own"
                                    : "its alias " + function.qualifier() + " is meant"));
        } else if (latest != null && !function.qualifier().equals(FunctionName.LATEST)) {
            findings.remark(latest, "calls " + function.id() + " unpublished, so its alias has no effect here");
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
