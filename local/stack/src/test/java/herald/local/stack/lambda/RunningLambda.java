package herald.local.stack.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import herald.local.stack.feed.Feed;
import herald.local.stack.feed.Sight;
import herald.local.stack.meter.CostBasis;
import herald.local.stack.meter.Meter;
import herald.local.stack.probe.Probe;
import herald.local.stack.services.CallsUnderway;
import herald.local.stack.surroundings.Surroundings;
import herald.local.stack.weather.StackClock;
import herald.local.stack.weather.Weather;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.spec.Template;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@link Lambda} over probe functions, in one directory that goes with the test. */
final class RunningLambda implements AutoCloseable {

    /** Far above what a busy machine needs. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final ObjectMapper JSON = new ObjectMapper();

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Feed feed = new Feed();
    private final Weather weather = Weather.fair();
    final Meter meter = new Meter(new CostBasis(Set.of(), Set.of(), Map.of(), List.of()));
    private final Lambda lambda;

    final CallsUnderway underway = new CallsUnderway();

    RunningLambda(Path directory, Map<String, String> environment, FunctionSpec... functions) {
        this(directory, environment, OptionalInt.empty(), functions);
    }

    RunningLambda(Path directory, Map<String, String> environment, OptionalInt concurrency, FunctionSpec... functions) {
        LambdaSettings settings = new LambdaSettings(
                "eu-central-1",
                "123456789012",
                environment,
                new LambdaSettings.Places(
                        Optional.empty(),
                        Path.of("..", "parts", "runtime-client", "target", "lib"),
                        directory.resolve("work")),
                concurrency,
                new PrintStream(written, true, StandardCharsets.UTF_8));
        Map<String, FunctionSpec> byId = Stream.of(functions).collect(Collectors.toMap(FunctionSpec::id, it -> it));
        Template template = new Template(byId, Map.of(), Map.of(), Map.of(), List.of(), List.of(), Map.of());
        try {
            lambda = Lambda.start(
                    settings, template, new Surroundings(feed, new StackClock(scheduler), weather, meter, underway));
        } catch (RuntimeException e) {
            scheduler.shutdownNow();
            throw e;
        }
    }

    Lambda lambda() {
        return lambda;
    }

    Weather weather() {
        return weather;
    }

    Feed feed() {
        return feed;
    }

    String log() {
        return written.toString(StandardCharsets.UTF_8);
    }

    CompletableFuture<InvocationResult> send(String function, String event) {
        return lambda.invoke(function, "$default", event.getBytes(StandardCharsets.UTF_8));
    }

    /** Asks a {@link Probe}. */
    InvocationResult ask(String action, Object with) {
        return send(
                        "Probe",
                        JSON.valueToTree(Map.of("do", action, "with", with.toString()))
                                .toString())
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** What a {@link Probe} returned. */
    JsonNode answer(String action, Object with) {
        return payload(ask(action, with));
    }

    static JsonNode payload(InvocationResult result) {
        if (!(result instanceof InvocationResult.Returned(byte[] payload))) {
            throw new AssertionError("not returned but " + result);
        }
        try {
            return JSON.readTree(payload);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    List<Sight.EnvironmentProcess> environments() {
        return lambda.environments();
    }

    @Override
    public void close() {
        lambda.close();
        scheduler.shutdownNow();
    }

    /** A function with a task root of its own: the probes' classes, and the libraries that some of them need. */
    static FunctionSpec function(Path directory, Class<?> handler, Map<String, String> environment) {
        return new FunctionSpec(
                handler.getSimpleName(),
                "stack-" + handler.getSimpleName(),
                "arn:aws:lambda:eu-central-1:123456789012:function:stack-" + handler.getSimpleName(),
                "$LATEST",
                "java25",
                handler.getName(),
                taskRoot(directory, handler),
                256,
                Duration.ofSeconds(30),
                environment,
                false,
                OptionalInt.empty());
    }

    static FunctionSpec probe(Path directory) {
        return function(directory, Probe.class, Map.of());
    }

    static FunctionSpec withTimeout(FunctionSpec spec, Duration timeout) {
        return new FunctionSpec(
                spec.id(),
                spec.name(),
                spec.arn(),
                spec.qualifier(),
                spec.runtime(),
                spec.handler(),
                spec.code(),
                spec.memoryMegabytes(),
                timeout,
                spec.environment(),
                spec.snapStart(),
                spec.reservedConcurrency());
    }

    static FunctionSpec withSnapStart(FunctionSpec spec) {
        return new FunctionSpec(
                spec.id(),
                spec.name(),
                spec.arn(),
                "live",
                spec.runtime(),
                spec.handler(),
                spec.code(),
                spec.memoryMegabytes(),
                spec.timeout(),
                spec.environment(),
                true,
                spec.reservedConcurrency());
    }

    static FunctionSpec withReserved(FunctionSpec spec, int concurrency) {
        return new FunctionSpec(
                spec.id(),
                spec.name(),
                spec.arn(),
                spec.qualifier(),
                spec.runtime(),
                spec.handler(),
                spec.code(),
                spec.memoryMegabytes(),
                spec.timeout(),
                spec.environment(),
                spec.snapStart(),
                OptionalInt.of(concurrency));
    }

    static FunctionSpec withHandler(FunctionSpec spec, String handler) {
        return new FunctionSpec(
                spec.id(),
                spec.name(),
                spec.arn(),
                spec.qualifier(),
                spec.runtime(),
                handler,
                spec.code(),
                spec.memoryMegabytes(),
                spec.timeout(),
                spec.environment(),
                spec.snapStart(),
                spec.reservedConcurrency());
    }

    static FunctionSpec withCode(FunctionSpec spec, Path code) {
        return new FunctionSpec(
                spec.id(),
                spec.name(),
                spec.arn(),
                spec.qualifier(),
                spec.runtime(),
                spec.handler(),
                code,
                spec.memoryMegabytes(),
                spec.timeout(),
                spec.environment(),
                spec.snapStart(),
                spec.reservedConcurrency());
    }

    static Path taskRoot(Path directory, Class<?> handler) {
        Path root = directory.resolve("root-" + handler.getSimpleName());
        try {
            Path classes = Files.createDirectories(root.resolve("herald/local/stack/probe"));
            Path lib = Files.createDirectories(root.resolve("lib"));
            try (Stream<Path> probes = Files.list(location(handler).resolve("herald/local/stack/probe"))) {
                for (Path probe : probes.toList()) {
                    Files.copy(probe, classes.resolve(probe.getFileName()));
                }
            }
            for (Class<?> library : List.of(
                    org.crac.Core.class,
                    com.amazonaws.services.lambda.runtime.events.SQSEvent.class,
                    org.joda.time.DateTime.class)) {
                Path jar = location(library);
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
            return root;
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
