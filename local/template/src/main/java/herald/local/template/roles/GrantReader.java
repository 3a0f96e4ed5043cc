package herald.local.template.roles;

import herald.local.rules.iam.Grant;
import herald.local.rules.iam.Grants;
import herald.local.rules.iam.Need;
import herald.local.rules.iam.PolicyDecision;
import herald.local.rules.iam.Role;
import herald.local.template.declarations.ResourceTypes;
import herald.local.template.events.FunctionEvent;
import herald.local.template.resources.PhysicalNames;
import herald.local.template.resources.Resource;
import herald.local.template.resources.Resources;
import herald.local.template.spec.ApiSpec;
import herald.local.template.spec.EventSourceSpec;
import herald.local.template.spec.QueueSpec;
import herald.local.template.text.Origin;
import herald.local.template.text.Value;
import herald.local.template.values.Arns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what each function may do, and what Lambda does in its role's name. An event source that Lambda would refuse to
 * make for want of a permission is refused (AWS docs, "Lambda execution role permissions" for SQS).
 */
public final class GrantReader {

    private static final List<String> POLLING =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    private final Resources resources;
    private final PhysicalNames physical;
    private final RoleReader roles;
    private final Arns arns;
    private final Map<String, String> written = new LinkedHashMap<>();

    /** @param declared the Resources section as it is written */
    public GrantReader(Resources resources, PhysicalNames physical, Value.Fields declared) {
        this.resources = resources;
        this.physical = physical;
        this.roles = new RoleReader(resources, physical, Connectors.ends(resources, declared), physical.findings());
        this.arns = physical.arns();
        for (var owner : resources.of(ResourceTypes.TABLE, ResourceTypes.SIMPLE_TABLE, ResourceTypes.QUEUE)) {
            written.put(arn(owner), "!GetAtt " + owner.id() + ".Arn");
        }
        for (var group : resources.of(ResourceTypes.LOG_GROUP)) {
            written.put(stream(physical.name(group.declared())), "!GetAtt " + group.id() + ".Arn");
        }
    }

    public Grants read(List<EventSourceSpec> sources, Map<String, QueueSpec> queues, Map<String, ApiSpec> apis) {
        apis.values().forEach(this::name);
        var needs = new LinkedHashMap<String, List<Need>>();
        var grants = new LinkedHashMap<String, Grant>();
        var functions = resources.of(ResourceTypes.FUNCTION, ResourceTypes.PLAIN_FUNCTION);
        functions.forEach(function -> needs.put(function.id(), logging(function)));
        for (var source : sources) {
            var queue = queues.get(source.queue());
            if (queue != null) {
                POLLING.forEach(action -> needs.computeIfAbsent(source.function(), _ -> new ArrayList<>())
                        .add(new Need(action, queue.arn())));
            }
        }
        for (var function : functions) {
            var own = needs.getOrDefault(function.id(), List.of());
            var name = physical.name(function.declared());
            // A role that is wrong has been found so: nothing more is to be said of what it does not allow.
            var role = physical.findings().tried(() -> roles.of(function), Role.foreign(function.id(), name));
            grants.put(function.id(), new Grant(function.id(), name, role, own));
        }
        var all = new Grants(grants, written);
        sources.forEach(source -> physical.findings().step(() -> requirePolling(source, queues, all)));
        return all;
    }

    /** Returns what it takes to write the log; without it Lambda drops every line and says nothing. */
    private List<Need> logging(Resource function) {
        var name = function.properties()
                .map("LoggingConfig")
                .flatMap(config -> config.text("LogGroup"))
                .orElse("/aws/lambda/" + physical.name(function.declared()));
        var stream = stream(name);
        var needs = new ArrayList<Need>();
        if (!written.containsKey(stream)) {
            needs.add(new Need("logs:CreateLogGroup", stream));
        }
        needs.add(new Need("logs:CreateLogStream", stream));
        needs.add(new Need("logs:PutLogEvents", stream));
        return needs;
    }

    private void requirePolling(EventSourceSpec source, Map<String, QueueSpec> queues, Grants grants) {
        var queue = queues.get(source.queue());
        var grant = grants.byFunction().get(source.function());
        if (queue == null || grant == null) {
            return;
        }
        for (var action : POLLING) {
            var need = new Need(action, queue.arn());
            var decision = grant.role().decide(need);
            if (decision instanceof PolicyDecision.ImplicitlyDenied
                    || decision instanceof PolicyDecision.ExplicitlyDenied) {
                throw origin(source).refusal(refusal(grant.role(), decision, need, queue));
            }
        }
    }

    private static String refusal(Role role, PolicyDecision decision, Need need, QueueSpec queue) {
        var why = decision instanceof PolicyDecision.ExplicitlyDenied denied
                ? " is denied " + need.action() + " on queue " + queue.id() + " by "
                        + denied.by().name() + " (" + denied.by().name().place() + ")"
                : " does not allow " + need.action() + " on queue " + queue.id()
                        + ", and has to: {Effect: Allow, Action: " + need.action() + ", Resource: !GetAtt " + queue.id()
                        + ".Arn}";
        return "Lambda refuses to poll for " + role.id() + ", which" + why;
    }

    private Origin origin(EventSourceSpec source) {
        return resources.of(ResourceTypes.EVENT_SOURCE).stream()
                .filter(mapping -> mapping.id().equals(source.id()))
                .map(mapping -> mapping.properties().origin("EventSourceArn"))
                .findFirst()
                .or(() -> FunctionEvent.all(resources, physical.findings()).stream()
                        .filter(event -> event.id().equals(source.id()))
                        .map(event -> event.properties().origin("Queue"))
                        .findFirst())
                .orElseThrow();
    }

    private void name(ApiSpec api) {
        for (var stage : api.stages()) {
            written.put(
                    arns.of("execute-api", api.apiId() + "/" + stage.name()),
                    "!Sub \"arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${" + api.id() + "}/"
                            + stage.name() + "\"");
        }
    }

    private String arn(Resource owner) {
        return physical.attribute(owner.id(), "Arn", owner.origin());
    }

    private String stream(String group) {
        return arns.of("logs", "log-group:" + group + ":log-stream:*");
    }
}
