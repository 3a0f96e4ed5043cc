package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts as a person types them, and AWS's own command line beside them. */
final class CommandLineTest {

    private static final Path STATE = RunningStack.freshState();

    private static RunningStack stack;

    @BeforeAll
    static void up() throws IOException {
        // Maven leaves a jar as it is when nothing in it changed, and local/up would then build what the other tests
        // run.
        for (String jar :
                List.of("local/cli/target/herald-local-cli-0.1.0-SNAPSHOT.jar", "functions/target/herald.jar")) {
            Files.setLastModifiedTime(RunningStack.ROOT.resolve(jar), FileTime.from(Instant.now()));
        }
        String up = RunningStack.ROOT.resolve("local/up").toString();
        stack = RunningStack.start(List.of(up), STATE);
    }

    @AfterAll
    static void down() {
        if (stack != null) {
            stack.close();
        }
    }

    private record Ended(int code, String out, String err) {}

    private static Ended publish(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(RunningStack.ROOT.resolve("local/publish").toString(), "--state", STATE.toString()));
        Collections.addAll(command, arguments);
        return run(new ProcessBuilder(command));
    }

    private static Ended check(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(RunningStack.ROOT.resolve("local/check").toString()));
        Collections.addAll(command, arguments);
        return run(new ProcessBuilder(command));
    }

    private static Ended run(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), out.strip(), err.strip());
        } finally {
            RunningStack.end(process);
        }
    }

    @Test
    void whatIsPublishedReachesAClientUnderTheIdThatIsPrinted() throws IOException, InterruptedException {
        try (Client client = Client.connect(stack.webSocketUrl())) {
            Ended published = publish("--event", "price_changed", "{\"id\":1,\"price\":2.5}");
            assertThat(published.code()).as(published.err()).isZero();
            var event = client.awaitEvent("price_changed");
            assertThat(event.get("id").asText()).isEqualTo(published.out());
            assertThat(event.get("data").get("price").asDouble()).isEqualTo(2.5);
        }
    }

    @Test
    void whatCannotBePublishedIsOneLineAndCodeTwo() throws IOException, InterruptedException {
        for (List<String> bad : List.of(
                List.<String>of(),
                List.of("{not json"),
                List.of("--evnt", "x", "1"),
                List.of("--queue", "http://127.0.0.1:9/q", "1"))) {
            Ended refused = publish(bad.toArray(String[]::new));
            assertThat(refused.code()).as(bad.toString()).isEqualTo(2);
            assertThat(refused.err().lines()).as(bad.toString()).hasSize(1);
        }
    }

    @Test
    void ownTemplateHasNothingThatIsRefusedOrNotRun() throws IOException, InterruptedException {
        Ended checked = check();
        assertThat(checked.code()).as(checked.out() + checked.err()).isZero();
        assertThat(checked.out()).contains("template.yaml: 0 refused, 0 not run");
    }

    @Test
    void whatIsWrongWithATemplateIsNamedByLine(@TempDir Path directory) throws IOException, InterruptedException {
        Path template = Files.writeString(directory.resolve("t.yaml"), """
                Resources:
                  Letters:
                    Type: AWS::SQS::Queue
                    Properties: {DelaySeconds: 901}
                """);
        Ended checked = check("--template", template.toString());
        assertThat(checked.code()).isEqualTo(1);
        assertThat(checked.out().lines())
                .first()
                .isEqualTo(template + ":4: Letters.DelaySeconds: 901 is not within 0 to 900");
        assertThat(check("--template", directory.resolve("none.yaml").toString())
                        .code())
                .isEqualTo(2);
    }

    @Test
    void awsOwnCommandLineSendsToIt() throws IOException, InterruptedException {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "aws")));
        Assumptions.assumeTrue(there, "SKIPPED: the AWS CLI is not installed, so it was not tried");
        try (Client client = Client.connect(stack.webSocketUrl())) {
            var command = new ProcessBuilder(
                    "aws",
                    "sqs",
                    "send-message",
                    "--endpoint-url",
                    stack.ready().get("sqsUrl").asText(),
                    "--region",
                    "us-east-1",
                    "--queue-url",
                    stack.queue("PublishQueue"),
                    "--message-body",
                    "{\"id\":2,\"name\":\"Pears\"}",
                    "--message-attributes",
                    "{\"event\":{\"DataType\":\"String\",\"StringValue\":\"item_added\"}}");
            command.environment().put("AWS_ACCESS_KEY_ID", "x");
            command.environment().put("AWS_SECRET_ACCESS_KEY", "x");
            Ended sent = run(command);
            assertThat(sent.code()).as(sent.err()).isZero();
            assertThat(client.awaitEvent("item_added").get("data").get("name").asText())
                    .isEqualTo("Pears");
        }
    }
}
