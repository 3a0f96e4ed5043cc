package herald.local.stack.tables;

import herald.local.stack.wire.AwsJson;
import herald.local.stack.wire.AwsRefusal;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * AWS's DynamoDB Local in a process of its own, with everything in memory. It is AWS's, not ours to embed, and brings
 * versions of Netty and Jackson that the stack's own must not meet. It ends with the stack, even if that is killed.
 *
 * <p>Thread-safe.
 */
public final class TableProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(45);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int SHOWN_LINES = 5;

    private final Process process;
    private final URI endpoint;
    private final Path log;
    private volatile boolean closed;

    private TableProcess(Process process, URI endpoint, Path log) {
        this.process = process;
        this.endpoint = endpoint;
        this.log = log;
    }

    /**
     * Starts the process; {@link #awaitReady} tells when it answers.
     *
     * @param library directory of DynamoDB Local's jars and native libraries
     * @param log gets what it prints
     * @throws TableFailure if the jars are missing, or no process can be started
     */
    public static TableProcess start(int port, Path library, Path log) throws TableFailure {
        if (!isIn(library)) {
            throw new TableFailure(
                    "DynamoDB Local is not in " + library + "; build it (mvn package), or give --dynamodb" + " URL");
        }
        ProcessBuilder builder = new ProcessBuilder(command(port, library))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return new TableProcess(builder.start(), URI.create("http://127.0.0.1:" + port), log);
        } catch (IOException failure) {
            throw new TableFailure("DynamoDB Local can't be started: " + failure.getMessage(), failure);
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Waits until it lists its tables. */
    public void awaitReady(String region) throws TableFailure, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        try (AwsJson wire = AwsJson.dynamoDb(endpoint, region)) {
            while (System.nanoTime() < deadline) {
                try {
                    wire.call("ListTables", AwsJson.object(), ANSWER);
                    return;
                } catch (AwsRefusal | IOException notYet) {
                    if (!process.isAlive()) {
                        throw new TableFailure(
                                "DynamoDB Local ended with code " + process.exitValue() + ": " + lastLines());
                    }
                    Thread.sleep(PAUSE);
                }
            }
        }
        throw new TableFailure("DynamoDB Local does not answer after " + START.toSeconds() + " s; see " + log);
    }

    /** @param told gets the exit code if it ends by itself; on any thread */
    public void whenEnded(IntConsumer told) {
        CompletableFuture<Void> _ = process.onExit().thenAccept(ended -> {
            if (!closed) {
                told.accept(ended.exitValue());
            }
        });
    }

    /** Ends it by force, as it has nothing to lose. */
    @Override
    public void close() {
        closed = true;
        process.destroyForcibly();
        try {
            process.waitFor(2, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it by a shell that ignores Ctrl-C, which a terminal sends to every process, for it is needed last. */
    private static List<String> command(int port, Path library) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                "/bin/sh",
                "-c",
                "trap '' INT; exec \"$0\" \"$@\"",
                java,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.library.path=" + library,
                "-cp",
                ownCode() + File.pathSeparator + library.resolve("*"),
                DynamoDbMain.class.getName(),
                "-inMemory",
                "-sharedDb",
                "-disableTelemetry",
                "-port",
                String.valueOf(port));
    }

    private static Path ownCode() {
        try {
            return Path.of(DynamoDbMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isIn(Path library) {
        try (Stream<Path> files = Files.list(library)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("DynamoDBLocal-"));
        } catch (IOException none) {
            return false;
        }
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "see " + log;
        }
    }
}
