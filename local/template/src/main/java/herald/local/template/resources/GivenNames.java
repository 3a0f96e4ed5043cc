package herald.local.template.resources;

import herald.local.template.declarations.Declaration;
import herald.local.template.declarations.ResourceTypes;
import herald.local.template.text.Value;
import herald.local.template.values.Arns;
import herald.local.template.values.Intrinsics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The names that a template gives its resources, or that CloudFormation makes up. A name may itself hold functions, so
 * it is resolved when it is first asked for. Not thread-safe.
 */
final class GivenNames {

    private record NamedBy(String property, int most) {}

    static final int LONGEST_ROLE = 64;

    /** Types that a template may name, and how long a name may be. */
    private static final Map<String, NamedBy> NAMED = Map.ofEntries(
            Map.entry(ResourceTypes.FUNCTION, new NamedBy("FunctionName", 64)),
            Map.entry(ResourceTypes.PLAIN_FUNCTION, new NamedBy("FunctionName", 64)),
            Map.entry(ResourceTypes.QUEUE, new NamedBy("QueueName", 80)),
            Map.entry(ResourceTypes.TABLE, new NamedBy("TableName", 255)),
            Map.entry(ResourceTypes.SIMPLE_TABLE, new NamedBy("TableName", 255)),
            Map.entry(ResourceTypes.STAGE, new NamedBy("StageName", 128)),
            Map.entry(ResourceTypes.ROLE, new NamedBy("RoleName", LONGEST_ROLE)),
            Map.entry(ResourceTypes.MANAGED_POLICY, new NamedBy("ManagedPolicyName", 128)),
            Map.entry(ResourceTypes.LOG_GROUP, new NamedBy("LogGroupName", 512)),
            Map.entry(ResourceTypes.ALARM, new NamedBy("AlarmName", 255)),
            Map.entry("AWS::CloudWatch::CompositeAlarm", new NamedBy("AlarmName", 255)),
            Map.entry("AWS::CloudWatch::Dashboard", new NamedBy("DashboardName", 255)));

    private static final NamedBy NOTHING = new NamedBy("", 64);

    private static final String FIFO_SUFFIX = ".fifo";

    private final Arns arns;
    private final Intrinsics intrinsics;
    private final Map<String, String> names = new HashMap<>();
    private final Deque<String> underway = new ArrayDeque<>();

    GivenNames(Arns arns, Intrinsics intrinsics) {
        this.arns = arns;
        this.intrinsics = intrinsics;
    }

    /** Returns the name that the template gives, or one made up as CloudFormation does. */
    String of(Declaration resource) {
        var known = names.get(resource.id());
        if (known != null) {
            return known;
        }
        if (underway.contains(resource.id())) {
            throw resource.origin().refusal("its name depends on itself, by way of " + String.join(", ", underway));
        }
        underway.push(resource.id());
        try {
            var name = nameOf(resource);
            names.put(resource.id(), name);
            return name;
        } finally {
            underway.pop();
        }
    }

    private String nameOf(Declaration resource) {
        var by = NAMED.getOrDefault(resource.type(), NOTHING);
        var given = resource.properties().get(by.property()).map(intrinsics::resolve);
        if (given.isPresent() && given.get() instanceof Value.Text(var _, var text)) {
            return text;
        }
        var fifo = resource.type().equals(ResourceTypes.QUEUE)
                && resource.properties().get("FifoQueue").map(intrinsics::resolve).stream()
                        .anyMatch(value -> value.isText("true") || value.isText("True") || value.isText("TRUE"));
        var suffix = fifo ? FIFO_SUFFIX : "";
        return arns.generatedName(resource.id(), by.most() - suffix.length()) + suffix;
    }
}
