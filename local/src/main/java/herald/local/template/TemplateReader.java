package herald.local.template;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads a SAM or CloudFormation template, YAML or JSON, into what the stand-in runs, or refuses it.
 *
 * <p>What would fail when it is deployed, or would fail later for its first client, is refused too, since AWS's own
 * tools report success for much of it: a missing permission, a route without an integration, a dead-letter queue of the
 * wrong kind. Stateless.
 */
public final class TemplateReader {

    private TemplateReader() {}

    /** As {@link #read(Path, Map, Place, Consumer)}, with nobody to tell what is ignored. */
    public static Template read(Path file, Map<String, String> parameterOverrides, Place place) {
        return read(file, parameterOverrides, place, _ -> {});
    }

    /**
     * @param file a relative {@code CodeUri} starts from its directory
     * @param parameterOverrides values for the template's parameters, before their defaults
     * @param notices told a sentence each about what is read and has no effect here
     * @throws Refusal if the template can't be run, with the line and the property that are to blame
     */
    public static Template read(
            Path file, Map<String, String> parameterOverrides, Place place, Consumer<String> notices) {
        var absolute = file.toAbsolutePath().normalize();
        var sections = new Sections(YamlTemplate.read(absolute));
        var scope = new Scope(
                place,
                Parameters.read(sections.of("Parameters"), parameterOverrides),
                sections.of("Mappings"),
                sections.languageExtensions());
        var conditions = new Conditions(sections.of("Conditions"), scope);
        var declarations = Declarations.read(sections.of("Resources"), Globals.of(sections.of("Globals")), conditions);
        sections.checkTransform(declarations.present().values());
        var physical = new Physical(declarations, scope, conditions);
        var resources = Resources.resolve(declarations, physical);
        resources.tellIgnored(notices);
        var apis = new ApiIds(resources, physical);
        var endpoints = new Endpoints(List.copyOf(apis.all().keySet()), place);
        var outputs = Outputs.read(sections.of("Outputs"), physical.intrinsics(), conditions, endpoints);
        var grants = new GrantReader(resources, physical, sections.of("Resources"), notices);
        return new Wiring(resources, physical, endpoints, notices)
                .template(absolute.resolveSibling(""), apis, outputs, grants);
    }

    /** Reads one family after the other, since each refers to those before it. */
    private record Wiring(Resources resources, Physical physical, Endpoints endpoints, Consumer<String> notices) {

        Template template(Path directory, ApiIds apis, Map<String, String> outputs, GrantReader grants) {
            var place = physical.place();
            var calls = new Calls();
            var callees = new Callees(resources, physical, place);
            var functions = functions(new FunctionReader(directory, physical, callees, endpoints));
            var queues = new QueueReader(physical).read(resources.of(ResourceTypes.QUEUE));
            var routes = new RouteReader(resources, physical, callees, apis, notices);
            var stages = new StageReader(resources, physical, apis, endpoints);
            var permissions = new Permissions(resources, callees, place);
            var apiSpecs = new ApiReader(apis, routes, stages, permissions, calls, place).read();
            var events = FunctionEvent.all(resources);
            var sources = new EventSourceReader(callees, calls, functions, queues)
                    .read(events, resources.of(ResourceTypes.EVENT_SOURCE));
            var schedules = new ScheduleReader(place, callees, calls, notices).read(events, queues);
            functions.replaceAll((_, function) -> calls.seen(function, notices));
            return new Template(
                    functions,
                    apiSpecs,
                    queues,
                    tables(),
                    sources,
                    schedules,
                    outputs,
                    grants.read(sources, queues, apiSpecs));
        }

        private Map<String, FunctionSpec> functions(FunctionReader reader) {
            var functions = new LinkedHashMap<String, FunctionSpec>();
            resources
                    .of(ResourceTypes.FUNCTION, ResourceTypes.PLAIN_FUNCTION)
                    .forEach(function -> functions.put(function.id(), reader.read(function)));
            return functions;
        }

        private Map<String, TableSpec> tables() {
            var reader = new TableReader(physical, notices);
            var tables = new LinkedHashMap<String, TableSpec>();
            var names = new LinkedHashMap<String, String>();
            for (var resource : resources.of(ResourceTypes.TABLE, ResourceTypes.SIMPLE_TABLE)) {
                var table = reader.read(resource);
                var other = names.put(table.name(), table.id());
                if (other != null) {
                    throw resource.properties().refusal("TableName", "is the name of " + other + " too");
                }
                tables.put(table.id(), table);
            }
            return tables;
        }
    }
}
