package herald.bench.endtoend;

import herald.bench.rig.Child;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code local/up} with Herald's own template and jar, on free ports and with queues of its own. */
final class StandIn implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(200);

    /** The looks that find nothing before it is quiet: one may fall between two invocations. */
    private static final int RESTING_LOOKS = 5;

    private final Child child;
    private final Thread atExit;
    private final Fields ready;
    private final HttpClient http = HttpClient.newHttpClient();

    private StandIn(Child child, Thread atExit, Fields ready) {
        this.child = child;
        this.atExit = atExit;
        this.ready = ready;
    }

    static StandIn start(Workbench workbench) throws IOException, InterruptedException {
        Path state = Files.createTempDirectory(Files.createDirectories(workbench.target()), "state");
        List<String> command = List.of(
                workbench.root().resolve("local/up").toString(),
                "--port",
                "0",
                "--sqs-port",
                "0",
                "--dynamodb-port",
                "0",
                "--state",
                state.toString(),
                // What is measured is not the quota.
                "--request-rate",
                "1000000",
                "--request-burst",
                "1000000",
                "--connect-rate",
                "1000000");
        Child child = Child.start(command, Map.of(), workbench.target().resolve("logs/endtoend-stack.log"));
        // It does not end with its standard input, and its functions and its table are processes of their own.
        Thread atExit = Thread.ofPlatform().unstarted(() -> end(child));
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            String line = child.next("READY ", START);
            return new StandIn(child, atExit, Fields.of(line.substring("READY ".length())));
        } catch (IOException | InterruptedException failed) {
            end(child);
            Runtime.getRuntime().removeShutdownHook(atExit);
            throw failed;
        }
    }

    URI webSocketUrl() throws IOException {
        return URI.create(ready.text("webSocketUrl"));
    }

    URI sqsUrl() throws IOException {
        return URI.create(ready.text("sqsUrl"));
    }

    String queue(String logicalId) throws IOException {
        return ready.text("queues." + logicalId);
    }

    /** Waits until nobody is connected and every function rests, so that what left does not weigh on who comes next. */
    void awaitRest() throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        int resting = 0;
        while (resting < RESTING_LOOKS) {
            if (System.nanoTime() > until) {
                throw new IOException("the stack does not come to rest");
            }
            Thread.sleep(LOOK);
            resting = rests() ? resting + 1 : 0;
        }
    }

    private boolean rests() throws IOException, InterruptedException {
        URI state = URI.create(ready.text("consoleUrl")).resolve("/console/state.json");
        var answer = http.send(HttpRequest.newBuilder(state).build(), BodyHandlers.ofString());
        Fields fields = Fields.of(answer.body());
        boolean busy = fields.all().entrySet().stream()
                .anyMatch(field -> field.getKey().matches("environments\\.\\d+\\.state")
                        && field.getValue().equals("busy"));
        return !busy && fields.text("connections.count").equals("0");
    }

    @Override
    public void close() {
        http.close();
        end(child);
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** Ends it as Ctrl-C does, with all that it has started; then by force. */
    private static void end(Child child) {
        try (child) {
            ProcessHandle.of(child.pid()).ifPresent(process -> {
                process.destroy();
                process.onExit()
                        .completeOnTimeout(process, STOP.toSeconds(), TimeUnit.SECONDS)
                        .join();
            });
        }
    }
}
