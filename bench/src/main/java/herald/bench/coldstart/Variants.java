package herald.bench.coldstart;

import herald.bench.rig.Child;
import herald.bench.rig.Commands;
import herald.bench.rig.FunctionEnvironment;
import herald.bench.rig.Tools;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The ways to start the function that are measured. For one thread. */
final class Variants {

    static final String NODE = "Node, SDK v3, no runtime client";

    private static final String HANDLER = "herald.BroadcastFunction::handleRequest";
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Workbench workbench;
    private final Aws aws;
    private final Path directory;
    private final Path taskRoot;
    private final Path runtimeClient;

    /** Unpacks the jar, as Lambda does. */
    Variants(Workbench workbench, Aws aws) throws IOException, InterruptedException {
        this.workbench = workbench;
        this.aws = aws;
        directory = workbench.target().resolve("coldstart");
        taskRoot = Files.createDirectories(directory.resolve("task"));
        runtimeClient = workbench.root().resolve("local/parts/runtime-client/target/lib");
        String jar = workbench.heraldJar().toAbsolutePath().toString();
        Commands.output(taskRoot, List.of(workbench.java("jar"), "xf", jar));
    }

    static String name(String poster, boolean c1, boolean archived) {
        return poster + (c1 ? ", C1" : ", default JIT") + (archived ? ", AOT cache" : "");
    }

    List<Variant> all(Tools tools) throws IOException, InterruptedException {
        List<Variant> all = new ArrayList<>();
        for (boolean c1 : List.of(true, false)) {
            for (String poster : List.of("lean", "sdk")) {
                all.add(managed(poster, c1));
                archived(poster, c1).ifPresent(all::add);
            }
        }
        tools.node().ifPresent(peers -> all.add(node(peers)));
        return all;
    }

    /** The managed runtime's way: its own class path, and the function's classes from the task's folder. */
    private Variant managed(String poster, boolean c1) {
        return new Variant(
                name(poster, c1, false), java(c1, List.of(), runtimeClient + "/*"), environment(poster), taskRoot);
    }

    /**
     * The way with a cache of loaded and linked classes from a training run, all on one class path, since a cache holds none from
     * the task's folder.
     */
    private Optional<Variant> archived(String poster, boolean c1) throws IOException, InterruptedException {
        String classPath = runtimeClientJars() + workbench.heraldJar();
        Path cache = directory.resolve(String.format(Locale.ROOT, "%s-%s.aot", poster, c1 ? "c1" : "default"));
        Files.deleteIfExists(cache);
        workbench.say("training an AOT cache: " + name(poster, c1, true));
        var milestones = aws.expect();
        List<String> training = java(c1, List.of("-XX:AOTCacheOutput=" + cache), classPath);
        try (Child child = Child.start(
                training, environment(poster), directory, workbench.target().resolve("logs/aot.log"))) {
            child.whenEnded(() -> milestones.failed("its process ended"));
            milestones.awaitAnswer(PATIENCE);
            child.terminate(PATIENCE);
        } catch (IOException failed) {
            workbench.say("no AOT cache: " + failed.getMessage());
        }
        if (!Files.exists(cache)) {
            return Optional.empty();
        }
        List<String> command = java(c1, List.of("-XX:AOTCache=" + cache), classPath);
        return Optional.of(new Variant(name(poster, c1, true), command, environment(poster), directory));
    }

    /** The jars one by one, since the JVM that writes the cache does not resolve a star. */
    private String runtimeClientJars() throws IOException {
        var jars = new StringBuilder();
        try (var files = Files.list(runtimeClient)) {
            files.sorted().forEach(jar -> jars.append(jar).append(':'));
        }
        return jars.toString();
    }

    private List<String> java(boolean c1, List<String> options, String classPath) {
        List<String> command = new ArrayList<>(List.of(workbench.java("java"), "-Xmx435m", "-XX:+UseSerialGC"));
        if (c1) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(options);
        command.add("--add-opens=java.base/java.io=ALL-UNNAMED");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        command.addAll(List.of("-cp", classPath, CLIENT, HANDLER));
        return command;
    }

    private Map<String, String> environment(String poster) {
        String authority = "127.0.0.1:" + aws.port();
        Map<String, String> environment = new LinkedHashMap<>(FunctionEnvironment.of("http://" + authority, poster));
        environment.put("_HANDLER", HANDLER);
        environment.put("AWS_LAMBDA_RUNTIME_API", authority);
        environment.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "broadcast");
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/broadcast");
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "stream");
        return environment;
    }

    private Variant node(Path peers) {
        return new Variant(
                NODE,
                List.of("node", peers.resolve("coldstart.js").toString()),
                FunctionEnvironment.of("http://127.0.0.1:" + aws.port(), "sdk"),
                peers);
    }
}
