package herald.local.stack.lambda;

import herald.local.stack.wire.Credentials;
import herald.local.template.spec.FunctionSpec;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The command that starts a function's process, as {@code /var/runtime/bootstrap} does on Lambda. Its environment is
 * complete, and has nothing of the stack's own.
 */
record Launch(List<String> command, Map<String, String> environment, Path directory) {

    private static final String ENTRY_POINT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final DateTimeFormatter LOG_STREAM_DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * The share that the managed runtime gives to the heap; seen on running functions of 256 to 512 MB
     * ({@code -XX:MaxHeapSize=445645k} of 512 MB). AWS does not document it, and gives larger functions a little more.
     */
    private static final double HEAP_SHARE = 0.85;

    /**
     * Ctrl-C in a terminal goes to every process of the group, but on Lambda nobody interrupts a function. An ignored
     * signal stays ignored across {@code exec}, which also keeps the pid.
     */
    private static final String UNINTERRUPTED = "trap '' INT; exec \"$0\" \"$@\"";

    /** @param runtimeApi where this environment's Runtime API listens */
    static Launch of(Deployment deployment, InetSocketAddress runtimeApi, Instant now) {
        FunctionSpec function = deployment.function();
        LambdaSettings settings = deployment.settings();
        Path taskRoot = deployment.taskRoot();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.putAll(reserved(function, settings, now));
        environment.putAll(credentials(function, settings));
        environment.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        environment.putAll(function.environment());
        environment.putAll(settings.environment());
        environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi.getHostString() + ":" + runtimeApi.getPort());
        return new Launch(command(deployment), environment, taskRoot);
    }

    /** Returns the token that each call has which this process signs, and none of another. */
    String sessionToken() {
        return environment.getOrDefault("AWS_SESSION_TOKEN", "");
    }

    /** The version that an alias stands for is not known here; there is only ever one, and it is the first. */
    static String version(FunctionSpec function) {
        boolean number = function.qualifier().chars().allMatch(Character::isDigit);
        return number || function.qualifier().equals("$LATEST") ? function.qualifier() : "1";
    }

    private static List<String> command(Deployment deployment) {
        FunctionSpec function = deployment.function();
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(LastWill.SHELL)) {
            command.addAll(List.of(LastWill.SHELL.toString(), "-c", UNINTERRUPTED));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:MaxHeapSize=" + (long) Math.ceil(function.memoryMegabytes() * 1024 * HEAP_SHARE) + "k");
        command.add("-XX:+UseSerialGC");
        if (!function.snapStart()) {
            // Since java25 a snapshot is taken of a JVM with its own defaults ("Java runtime", AWS docs).
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.add("-XX:+ErrorFileToStderr");
        command.add("--add-opens=java.base/java.io=ALL-UNNAMED");
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= 24) {
            // Netty 4.1 in the SDK earns four lines of warning for each start, which say nothing to a function's
            // author.
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        // Without it org.crac finds no implementation and hooks are silently never run.
        command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        command.add("-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
                + deployment.nativeClient());
        // Here and not in JAVA_TOOL_OPTIONS, which may be the template's own and is announced on standard error.
        deployment
                .settings()
                .places()
                .trustStore()
                .ifPresent(store -> command.add("-Djavax.net.ssl.trustStore=" + store.toAbsolutePath()));
        String classPath = deployment.settings().places().runtimeClient().toAbsolutePath() + "/*";
        command.addAll(List.of("-cp", classPath, ENTRY_POINT, function.handler()));
        return command;
    }

    /** "Using Lambda environment variables", AWS docs. */
    private static Map<String, String> reserved(FunctionSpec function, LambdaSettings settings, Instant now) {
        String version = version(function);
        String stream = LOG_STREAM_DAY.format(now) + "/[" + version + "]"
                + UUID.randomUUID().toString().replace("-", "");
        return Map.ofEntries(
                Map.entry("_HANDLER", function.handler()),
                Map.entry("AWS_REGION", settings.region()),
                Map.entry("AWS_DEFAULT_REGION", settings.region()),
                Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime()),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", function.name()),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", version),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes())),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", function.snapStart() ? "snap-start" : "on-demand"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name()),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", stream),
                Map.entry(
                        "LAMBDA_RUNTIME_DIR",
                        settings.places().runtimeClient().toAbsolutePath().toString()),
                Map.entry("TZ", ":UTC"),
                Map.entry("LANG", "en_US.UTF-8"),
                Map.entry("PATH", "/usr/local/bin:/usr/bin:/bin"));
    }

    private static Map<String, String> credentials(FunctionSpec function, LambdaSettings settings) {
        Credentials own =
                Credentials.ofFunction(settings.account(), function.name()).newSession();
        return Map.of(
                "AWS_ACCESS_KEY_ID", own.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", own.secretAccessKey(),
                "AWS_SESSION_TOKEN", own.sessionToken().orElseThrow());
    }
}
