package herald.local.template.functions;

import herald.local.template.declarations.ResourceTypes;
import herald.local.template.resources.Endpoints;
import herald.local.template.resources.FunctionName;
import herald.local.template.resources.PhysicalNames;
import herald.local.template.resources.Resource;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.text.Findings;
import herald.local.template.text.NameList;
import herald.local.template.values.Properties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** {@code AWS::Serverless::Function} and {@code AWS::Lambda::Function} (AWS docs, Lambda quotas and runtimes). */
public record FunctionReader(
        Path directory, PhysicalNames physical, Callees callees, Endpoints endpoints, Findings findings) {

    /** Lambda's own variables, which a function can't set (AWS docs, Lambda environment variables). */
    private static final Set<String> RESERVED = NameList.of("""
            _HANDLER _X_AMZN_TRACE_ID AWS_ACCESS_KEY AWS_ACCESS_KEY_ID AWS_DEFAULT_REGION AWS_EXECUTION_ENV
            AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_NAME AWS_LAMBDA_FUNCTION_VERSION
            AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_LAMBDA_RUNTIME_API
            AWS_REGION AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN LAMBDA_RUNTIME_DIR LAMBDA_TASK_ROOT
            """);

    private static final Path NO_CODE = Path.of("");

    private static final int ENVIRONMENT_BYTES = 4096;
    private static final int DEFAULT_TIMEOUT_SECONDS = 3;
    private static final int MOST_TIMEOUT_SECONDS = 900;
    private static final int LEAST_MEMORY = 128;
    private static final int MOST_MEMORY = 10_240;

    /** Returns the function, with defaults for what was refused. */
    public FunctionSpec read(Resource function) {
        var properties = function.properties();
        var name = physical.name(function.declared());
        findings.step(() -> checkAlias(properties));
        findings.step(() -> checkName(properties, name));
        var java = FunctionKind.check(properties, findings);
        var runtime = findings.tried(() -> properties.text("Runtime").orElse(""), "");
        var code = java ? findings.tried(() -> code(function), NO_CODE) : NO_CODE;
        return new FunctionSpec(
                function.id(),
                name,
                physical.arns().function(name),
                findings.tried(() -> callees.published(function.id()), FunctionName.LATEST),
                runtime,
                findings.tried(() -> properties.text("Handler").orElse(""), ""),
                code,
                findings.tried(
                        () -> properties.integer("MemorySize", LEAST_MEMORY, MOST_MEMORY, LEAST_MEMORY), LEAST_MEMORY),
                Duration.ofSeconds(findings.tried(
                        () -> properties.integer("Timeout", 1, MOST_TIMEOUT_SECONDS, DEFAULT_TIMEOUT_SECONDS),
                        DEFAULT_TIMEOUT_SECONDS)),
                findings.tried(() -> environment(properties), Map.of()),
                findings.tried(() -> snapStart(properties) && FunctionKind.hasSnapshots(runtime), false),
                findings.tried(
                        () -> properties.integer("ReservedConcurrentExecutions", 0, Integer.MAX_VALUE),
                        OptionalInt.empty()));
    }

    private static void checkName(Properties properties, String name) {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw properties.refusal("FunctionName", name + " is no name: 1 to 64 letters, digits, - and _");
        }
    }

    private Path code(Resource function) {
        var properties = function.properties();
        var handler = findings.tried(() -> properties.requiredText("Handler"));
        var codeProperty = function.type().equals(ResourceTypes.FUNCTION) ? "CodeUri" : "Code";
        var code = HandlerCode.find(properties, codeProperty, directory);
        handler.ifPresent(name -> findings.step(() -> HandlerClass.require(
                code,
                name,
                FunctionKind.javaVersion(properties.text("Runtime").orElse("")),
                properties.origin("Handler"))));
        return code.path();
    }

    private static void checkAlias(Properties properties) {
        properties.text("AutoPublishAlias").ifPresent(alias -> {
            if (!alias.matches("(?!\\d+$)[A-Za-z0-9_-]{1,128}")) {
                throw properties.refusal("AutoPublishAlias", alias + " is no name of an alias");
            }
        });
    }

    private Map<String, String> environment(Properties properties) {
        var environment = properties.map("Environment");
        if (environment.isEmpty()) {
            return Map.of();
        }
        environment.get().only(Set.of("Variables"), "Environment");
        var local = new LinkedHashMap<String, String>();
        var bytes = 0;
        var variables = environment.get().map("Variables");
        for (var name : variables.map(Properties::names).orElse(Set.of())) {
            findings.step(() -> checkVariable(name, environment.get()));
            var value = findings.tried(() -> variables.orElseThrow().text(name).orElseThrow(), "");
            bytes += utf8(name) + utf8(value);
            local.put(name, endpoints.localised(value));
        }
        if (bytes > ENVIRONMENT_BYTES) {
            throw environment.get().refusal("Variables", "has " + bytes + " bytes, and Lambda takes 4096");
        }
        return local;
    }

    private static void checkVariable(String name, Properties environment) {
        var at = environment.map("Variables").orElseThrow().origin(name);
        if (RESERVED.contains(name)) {
            throw at.refusal("is set by Lambda and can't be set by a template");
        }
        if (!name.matches("[A-Za-z][A-Za-z0-9_]+")) {
            throw at.refusal("is no name of a variable: two or more letters, digits and _, first a letter");
        }
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean snapStart(Properties properties) {
        var snapStart = properties.map("SnapStart");
        if (snapStart.isEmpty()) {
            return false;
        }
        snapStart.get().only(Set.of("ApplyOn"), "SnapStart");
        snapStart.get().requiredText("ApplyOn");
        return snapStart
                .get()
                .oneOf("ApplyOn", List.of("PublishedVersions", "None"))
                .equals("PublishedVersions");
    }
}
