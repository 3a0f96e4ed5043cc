package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The stand-in as {@code local/up} runs it, in a process of its own, on free ports and with queues of its own.
 *
 * <p>Closing it sends SIGTERM as a user's Ctrl-C would, and kills what is left after that, so that a failed test leaves
 * no process behind.
 */
final class RunningStack implements AutoCloseable {

    static final Path ROOT = root();
    static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final JsonNode ready;
    private final ConcurrentLinkedQueue<String> log;
    private final HttpClient http;
    private final SqsClient sqs;
    private boolean denialsExpected;
    private boolean fair = true;

    private RunningStack(Process process, JsonNode ready, ConcurrentLinkedQueue<String> log) {
        this.process = process;
        this.ready = ready;
        this.log = log;
        this.http = Client.http(ready);
        this.sqs = SqsClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .endpointOverride(URI.create(ready.get("sqsUrl").asText()))
                .build();
    }

    /** Starts it with template.yaml on free ports and empty queues; options are added as they stand. */
    static RunningStack start(String... options) {
        return start(freshState(), options);
    }

    /** Starts it with the queues that an earlier one left in {@code state}. */
    static RunningStack start(Path state, String... options) {
        return start(upCommand(), state, options);
    }

    /** Starts it by another command than {@link #upCommand}. */
    static RunningStack start(List<String> up, Path state, String... options) {
        List<String> command = new ArrayList<>(up);
        command.addAll(List.of("--port", "0", "--sqs-port", "0", "--dynamodb-port", "0", "--state", state.toString()));
        command.addAll(List.of("--grants", StackLog.GRANTS.toString()));
        command.addAll(List.of(options));
        var log = new ConcurrentLinkedQueue<String>();
        Process process = launch(command);
        try {
            JsonNode ready = readyOf(process, log);
            return new RunningStack(process, ready, log);
        } catch (Throwable failed) {
            end(process);
            throw new AssertionError("local/up did not get ready:\n" + String.join("\n", log), failed);
        }
    }

    static Path freshState() {
        try {
            return Files.createTempDirectory(Files.createDirectories(ROOT.resolve("e2e/target/state")), "run");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code local/up} executes in the end, without its search for a JDK and its build. */
    static List<String> upCommand() {
        Path local = ROOT.resolve("local/cli/target");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                local.resolve("herald-local-cli-0.1.0-SNAPSHOT.jar") + ":" + local.resolve("lib") + "/*",
                "herald.local.cli.Up");
    }

    static Process launch(List<String> command) {
        try {
            return new ProcessBuilder(command).directory(ROOT.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode readyOf(Process process, ConcurrentLinkedQueue<String> log)
            throws InterruptedException, ExecutionException, TimeoutException {
        var ready = new CompletableFuture<JsonNode>();
        Thread.ofVirtual().start(() -> read(process.errorReader(), log, ready));
        Thread.ofVirtual().start(() -> {
            read(process.inputReader(), log, ready);
            ready.completeExceptionally(new AssertionError("it ended"));
        });
        return ready.get(120, TimeUnit.SECONDS);
    }

    private static void read(
            BufferedReader lines, ConcurrentLinkedQueue<String> log, CompletableFuture<JsonNode> ready) {
        try (lines) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                if (line.startsWith("READY ")) {
                    ready.complete(JSON.readTree(line.substring("READY ".length())));
                }
            }
        } catch (IOException ended) {
            log.add("(output ended: " + ended.getMessage() + ")");
        }
    }

    JsonNode ready() {
        return ready;
    }

    URI webSocketUrl() {
        return URI.create(ready.get("webSocketUrl").asText());
    }

    SqsClient sqs() {
        return sqs;
    }

    String queue(String logicalId) {
        return ready.get("queues").get(logicalId).asText();
    }

    /** Sends a body to the publish queue with the given attributes; returns the messageId. */
    String publish(String body, Map<String, String> attributes) {
        return sqs.sendMessage(message -> message.queueUrl(queue("PublishQueue"))
                        .messageBody(body)
                        .messageAttributes(sqsAttributes(attributes)))
                .messageId();
    }

    String publish(String body) {
        return publish(body, Map.of());
    }

    static Map<String, MessageAttributeValue> sqsAttributes(Map<String, String> attributes) {
        var values = new HashMap<String, MessageAttributeValue>();
        attributes.forEach((name, value) -> values.put(
                name,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(value)
                        .build()));
        return values;
    }

    /** Messages in a queue, whether visible, in flight or delayed. */
    int depth(String logicalId) {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        request -> request.queueUrl(queue(logicalId)).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    }

    /** What the console shows at this moment. */
    JsonNode console() {
        return Client.parsed(get("/console/state.json"));
    }

    String get(String path) {
        return call("GET", path, "");
    }

    /** @param path below the console's, or the page's */
    String call(String method, String path, String body) {
        fair &= !path.startsWith("/console/faults");
        URI url = URI.create(ready.get("consoleUrl").asText()).resolve(path);
        var request = HttpRequest.newBuilder(url).method(method, BodyPublishers.ofString(body));
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    List<String> log() {
        return List.copyOf(log);
    }

    /** Every process below the stack's own, the functions' and DynamoDB's among them. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** The processes that run a function. */
    List<ProcessHandle> environments(String function) {
        List<ProcessHandle> found = new ArrayList<>();
        for (JsonNode environment : console().get("environments")) {
            if (environment.get("function").asText().equals(function)) {
                ProcessHandle.of(environment.get("pid").asLong()).ifPresent(found::add);
            }
        }
        return found;
    }

    /** SIGTERM, as a service manager or Ctrl-C would; returns the exit code. */
    int stop() {
        sqs.close();
        // By its handle: Process.destroy would close the pipes, and what is printed at the end were lost.
        process.toHandle().destroy();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("it ends within 30 s of SIGTERM")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        http.close();
        sqs.close();
        end(process);
        StackLog.keep(process.pid(), log);
        StackLog.require(log, denialsExpected, fair);
    }

    /** For a test in which roles lack something: what the stack denies does not fail it. */
    RunningStack expectingDenials() {
        denialsExpected = true;
        return this;
    }

    /** Ends a process that a test reads from, if it never says what it should: the test then fails and does not hang. */
    static void endAfter(Duration patience, Process process) {
        CompletableFuture.delayedExecutor(patience.toSeconds(), TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
    }

    static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return here.endsWith("e2e") ? here.getParent() : here;
    }
}
