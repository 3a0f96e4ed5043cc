package herald.local.template.declarations;

import herald.local.template.text.Value;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Logical ids that can be referred to though no resource that was read has them: resources that were refused, and what
 * SAM makes of those that the stand-in does not run (SAM specification, generated resources). Nothing is said of them.
 */
public final class GeneratedIds {

    /** The APIs that SAM makes for the events of functions that name none. */
    private static final Map<String, String> IMPLICIT_APIS =
            Map.of("Api", "ServerlessRestApi", "HttpApi", "ServerlessHttpApi");

    private static final String SAM = "AWS::Serverless::";

    private final Set<String> ids = new HashSet<>();
    private final Set<String> starts = new HashSet<>();
    private boolean any;

    void add(String id) {
        ids.add(id);
        any |= id.startsWith("Fn::");
    }

    /** Adds every id: macros that are not run may make whatever they like. */
    public void addAny() {
        any = true;
    }

    GeneratedIds with(Collection<Declaration> resources) {
        for (var resource : resources) {
            if (resource.type().equals(ResourceTypes.FUNCTION)) {
                addFunction(resource);
            } else if (resource.type().startsWith(SAM) && !PropertyNames.knows(resource.type())) {
                starts.add(resource.id());
            }
        }
        return this;
    }

    private void addFunction(Declaration function) {
        var id = function.id();
        if (function.properties().get("FunctionUrlConfig").isPresent()) {
            ids.add(id + "Url");
        }
        if (function.properties().get("DeploymentPreference").isPresent()) {
            ids.addAll(List.of("ServerlessDeploymentApplication", "CodeDeployServiceRole", id + "DeploymentGroup"));
        }
        if (function.properties().get("Events").orElse(null) instanceof Value.Fields events) {
            events.fields().forEach((name, event) -> {
                starts.add(id + name);
                addImplicitApi(event);
            });
        }
    }

    private void addImplicitApi(Value event) {
        if (event instanceof Value.Fields body) {
            IMPLICIT_APIS.forEach((type, api) -> {
                if (body.get("Type").filter(value -> value.isText(type)).isPresent()) {
                    starts.add(api);
                }
            });
        }
    }

    boolean hasAny() {
        return any;
    }

    boolean has(String id) {
        return any || ids.contains(id) || starts.stream().anyMatch(id::startsWith);
    }
}
