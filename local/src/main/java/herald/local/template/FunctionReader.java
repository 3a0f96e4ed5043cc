package herald.local.template;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** {@code AWS::Serverless::Function} and {@code AWS::Lambda::Function} (AWS docs, Lambda quotas and runtimes). */
final class FunctionReader {

    private static final Set<String> RUNTIMES =
            Set.of("java11", "java17", "java21", "java25", "java11.al2023", "java17.al2023");

    /** Lambda's own, which a function can't set (AWS docs, Lambda environment variables). */
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_DEFAULT_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_LAMBDA_RUNTIME_API",
            "AWS_REGION",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "LAMBDA_RUNTIME_DIR",
            "LAMBDA_TASK_ROOT");

    private static final int ENVIRONMENT_BYTES = 4096;
    private static final int DEFAULT_TIMEOUT_SECONDS = 3;
    private static final int MOST_TIMEOUT_SECONDS = 900;
    private static final int LEAST_MEMORY = 128;
    private static final int MOST_MEMORY = 10_240;

    private final Path directory;
    private final Physical physical;
    private final Callees callees;
    private final Endpoints endpoints;

    /** @param directory the template's, which a relative {@code CodeUri} starts from */
    FunctionReader(Path directory, Physical physical, Callees callees, Endpoints endpoints) {
        this.directory = directory;
        this.physical = physical;
        this.callees = callees;
        this.endpoints = endpoints;
    }

    FunctionSpec read(Resource function) {
        var properties = function.properties();
        refuseWhatIsNotRun(properties);
        checkAlias(properties);
        var name = physical.name(function.declared());
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw properties.refusal("FunctionName", name + " is no name: 1 to 64 letters, digits, - and _");
        }
        var runtime = runtime(properties);
        var handler = properties.requiredText("Handler");
        var codeProperty = function.type().equals(ResourceTypes.FUNCTION) ? "CodeUri" : "Code";
        var code = HandlerCode.find(properties, codeProperty, directory);
        code.require(handler, properties.origin("Handler"));
        var seconds = properties.integer("Timeout", 1, MOST_TIMEOUT_SECONDS).orElse(DEFAULT_TIMEOUT_SECONDS);
        return new FunctionSpec(
                function.id(),
                name,
                new Arns(physical.place()).function(name),
                callees.published(function.id()),
                runtime,
                handler,
                code.path(),
                properties.integer("MemorySize", LEAST_MEMORY, MOST_MEMORY).orElse(LEAST_MEMORY),
                Duration.ofSeconds(seconds),
                environment(properties),
                snapStart(properties),
                reserved(properties));
    }

    private static void refuseWhatIsNotRun(Properties properties) {
        if (properties.text("PackageType").orElse("Zip").equals("Image")) {
            throw properties.refusal("PackageType", "container images are not run; a jar, a zip or a directory is");
        }
        properties.refuse("ImageUri", "container images are not run; a jar, a zip or a directory is");
        properties.refuse("InlineCode", "there is no inline code for Java; CodeUri names a jar");
        properties.refuse("FunctionUrlConfig", "function URLs are HTTP, and the stand-in runs WebSocket APIs");
        properties.refuse("DurableConfig", "durable functions are not supported by the stand-in");
        properties.refuse("CapacityProviderConfig", "managed instances are not supported by the stand-in");
        properties.refuse("FileSystemConfigs", "file systems are not supported by the stand-in");
        if (!properties.items("Layers").isEmpty()) {
            throw properties.refusal(
                    "Layers", "layers are not supported; put what is in them into the function's package");
        }
    }

    private static void checkAlias(Properties properties) {
        properties.text("AutoPublishAlias").ifPresent(alias -> {
            if (!alias.matches("(?!\\d+$)[A-Za-z0-9_-]{1,128}")) {
                throw properties.refusal("AutoPublishAlias", alias + " is no name of an alias");
            }
        });
    }

    private static String runtime(Properties properties) {
        var runtime = properties.requiredText("Runtime");
        if (!runtime.startsWith("java")) {
            throw properties.refusal("Runtime", runtime + " is not run; only Java functions are");
        }
        if (!RUNTIMES.contains(runtime)) {
            throw properties.refusal("Runtime", runtime + " is not run; java11, java17, java21 and java25 are");
        }
        return runtime;
    }

    private Map<String, String> environment(Properties properties) {
        var environment = properties.map("Environment");
        if (environment.isEmpty()) {
            return Map.of();
        }
        environment.get().only(Set.of("Variables"), "Environment");
        var local = new LinkedHashMap<String, String>();
        var bytes = 0;
        for (var variable : environment.get().textMap("Variables").entrySet()) {
            checkVariable(variable.getKey(), environment.get());
            bytes += utf8(variable.getKey()) + utf8(variable.getValue());
            local.put(variable.getKey(), endpoints.localised(variable.getValue()));
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

    private static OptionalInt reserved(Properties properties) {
        return properties.integer("ReservedConcurrentExecutions", 0, Integer.MAX_VALUE);
    }
}
