package herald.local.template;

import herald.local.rules.iam.Grants;
import herald.local.template.alarms.AlarmQueries;
import herald.local.template.alarms.AlarmReader;
import herald.local.template.alarms.AlarmRemarks;
import herald.local.template.api.ApiIds;
import herald.local.template.api.ApiReader;
import herald.local.template.api.Permissions;
import herald.local.template.api.RouteReader;
import herald.local.template.api.RouteRules;
import herald.local.template.api.StageReader;
import herald.local.template.declarations.Declaration;
import herald.local.template.declarations.Declarations;
import herald.local.template.declarations.Globals;
import herald.local.template.declarations.Mentions;
import herald.local.template.declarations.ResourceTypes;
import herald.local.template.declarations.Sections;
import herald.local.template.events.EventSourceReader;
import herald.local.template.events.FunctionEvent;
import herald.local.template.events.ScheduleReader;
import herald.local.template.functions.CallSites;
import herald.local.template.functions.Callees;
import herald.local.template.functions.FunctionReader;
import herald.local.template.resources.Endpoints;
import herald.local.template.resources.PhysicalNames;
import herald.local.template.resources.Resources;
import herald.local.template.roles.GrantReader;
import herald.local.template.spec.AlarmSpec;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.spec.Place;
import herald.local.template.spec.TableSpec;
import herald.local.template.spec.Template;
import herald.local.template.spec.TemplateRefusal;
import herald.local.template.stores.QueueReader;
import herald.local.template.stores.TableReader;
import herald.local.template.text.Findings;
import herald.local.template.text.YamlTemplate;
import herald.local.template.values.Conditions;
import herald.local.template.values.Parameters;
import herald.local.template.values.Scope;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads a SAM or CloudFormation template, YAML or JSON, into what the stand-in runs, or refuses it.
 *
 * <p>What would fail when it is deployed, or would fail later for its first client, is refused too, since AWS's own
 * tools report success for much of it: a missing permission, a route without an integration, a dead-letter queue of the
 * wrong kind. Stateless.
 */
public final class TemplateReader {

    private TemplateReader() {}

    /** Reads as {@link #read(Path, Map, Place, Consumer)} does, with nobody to tell what is ignored. */
    public static Template read(Path file, Map<String, String> parameterOverrides, Place place) {
        return read(file, parameterOverrides, place, _ -> {});
    }

    /**
     * Reads a template that is to be run.
     *
     * @param file a relative {@code CodeUri} starts from its directory
     * @param parameterOverrides values for the template's parameters, before their defaults
     * @param notices told a sentence each about what is read and has no effect here
     * @throws TemplateRefusal if the template can't be run, with the line and the property that are to blame
     */
    public static Template read(
            Path file, Map<String, String> parameterOverrides, Place place, Consumer<String> notices) {
        var findings = new Findings();
        var template = read(file, parameterOverrides, place, findings);
        findings.refuseFirst();
        findings.notices().forEach(notices);
        findings.all().forEach(remark -> notices.accept(remark.text()));
        return template.orElseThrow(TemplateRefusal::inSilence);
    }

    /**
     * Reads a template with made-up values where something is wrong; empty if too much is.
     *
     * @param findings gets all that is wrong
     * @throws TemplateRefusal if the file is no template at all
     */
    static Optional<Template> read(Path file, Map<String, String> parameterOverrides, Place place, Findings findings) {
        var absolute = file.toAbsolutePath().normalize();
        var written = YamlTemplate.read(absolute, findings);
        return findings.tried(() -> {
            var sections = new Sections(written, findings);
            var scope = new Scope(
                    place,
                    Parameters.read(sections.of("Parameters"), parameterOverrides, findings),
                    sections.of("Mappings"),
                    sections.languageExtensions(),
                    findings);
            return read(absolute.resolveSibling(""), sections, scope);
        });
    }

    private static Template read(Path directory, Sections sections, Scope scope) {
        var findings = scope.findings();
        var conditions = new Conditions(sections.of("Conditions"), scope);
        var globals = Globals.of(sections.of("Globals"), findings);
        var declarations = Declarations.read(sections.of("Resources"), globals, conditions, findings);
        if (sections.addsMore()) {
            declarations.generated().addAny();
        }
        sections.checkTransform(declarations.present().values());
        var physical = new PhysicalNames(declarations, scope, conditions);
        var resources = Resources.resolve(declarations, physical);
        resources.tellIgnored(findings);
        var apis = new ApiIds(resources, physical);
        var endpoints = new Endpoints(List.copyOf(apis.all().keySet()), scope.place());
        var outputs = Outputs.read(sections.of("Outputs"), physical, conditions, endpoints);
        var grants = findings.tried(() -> new GrantReader(resources, physical, sections.of("Resources")));
        var template = new Wiring(resources, physical, endpoints, findings).template(directory, apis, outputs, grants);
        findings.step(() -> new Mentions(sections, declarations, findings).check());
        new RouteRules(apis, resources, findings).check(template);
        return template;
    }

    /** Reads one family after the other, since each refers to those before it. */
    private record Wiring(Resources resources, PhysicalNames physical, Endpoints endpoints, Findings findings) {

        Template template(Path directory, ApiIds apis, Map<String, String> outputs, Optional<GrantReader> grants) {
            var calls = new CallSites();
            var callees = new Callees(resources, physical);
            var functions = functions(new FunctionReader(directory, physical, callees, endpoints, findings));
            var queues = new QueueReader(physical, findings).read(resources.of(ResourceTypes.QUEUE));
            var routes = new RouteReader(resources, physical, callees, apis);
            var stages = new StageReader(resources, physical, apis, endpoints, findings);
            var permissions = new Permissions(resources, callees, physical);
            var apiSpecs = new ApiReader(apis, routes, stages, permissions, calls, physical).read();
            var events = FunctionEvent.all(resources, findings);
            var sources = new EventSourceReader(callees, calls, functions, queues, findings)
                    .read(events, resources.of(ResourceTypes.EVENT_SOURCE));
            var schedules = new ScheduleReader(physical.arns(), callees, calls, findings).read(events, queues);
            functions.replaceAll((_, function) -> calls.seen(function, findings));
            var tables = tables();
            return new Template(
                    functions,
                    apiSpecs,
                    queues,
                    tables,
                    sources,
                    schedules,
                    alarms(),
                    outputs,
                    CostReader.read(resources),
                    grants.map(reader -> reader.read(sources, queues, apiSpecs)).orElse(Grants.NONE));
        }

        private List<AlarmSpec> alarms() {
            var names = Map.of(
                    "QueueName", named(physical::name, ResourceTypes.QUEUE),
                    "FunctionName", named(physical::name, ResourceTypes.FUNCTION, ResourceTypes.PLAIN_FUNCTION),
                    "TableName", named(physical::name, ResourceTypes.TABLE, ResourceTypes.SIMPLE_TABLE),
                    "ApiId", named(physical::apiId, ResourceTypes.API, ResourceTypes.WEB_SOCKET_API));
            var queries = new AlarmQueries(new AlarmRemarks(findings, names));
            return new AlarmReader(queries, findings).read(resources.of(ResourceTypes.ALARM));
        }

        /** Returns names, also of what was refused. */
        private Set<String> named(Function<Declaration, String> name, String... types) {
            return resources.of(types).stream()
                    .map(resource -> name.apply(resource.declared()))
                    .collect(Collectors.toSet());
        }

        private Map<String, FunctionSpec> functions(FunctionReader reader) {
            var functions = new LinkedHashMap<String, FunctionSpec>();
            for (var function : resources.of(ResourceTypes.FUNCTION, ResourceTypes.PLAIN_FUNCTION)) {
                findings.step(() -> functions.put(function.id(), reader.read(function)));
            }
            return functions;
        }

        private Map<String, TableSpec> tables() {
            var reader = new TableReader(physical, findings);
            var tables = new LinkedHashMap<String, TableSpec>();
            var names = new LinkedHashMap<String, String>();
            for (var resource : resources.of(ResourceTypes.TABLE, ResourceTypes.SIMPLE_TABLE)) {
                findings.step(() -> {
                    var table = reader.read(resource);
                    var other = names.putIfAbsent(table.name(), table.id());
                    if (other != null) {
                        throw resource.properties().refusal("TableName", "is the name of " + other + " too");
                    }
                    tables.put(table.id(), table);
                });
            }
            return tables;
        }
    }
}
