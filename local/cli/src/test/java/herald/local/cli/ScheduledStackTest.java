package herald.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import herald.local.cli.probe.RecordingProbe;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Schedules from the template to the function, a minute taken for half a second. */
@Timeout(180)
final class ScheduledStackTest {

    /** Far above what a busy machine needs. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static UpProcess up;
    private static JsonNode ready;

    @BeforeAll
    static void start() throws Exception {
        copyProbe();
        Path template = Files.writeString(directory.resolve("scheduled.yaml"), template());
        up = UpProcess.start(
                Files.createDirectory(directory.resolve("state")),
                "--template",
                template.toString(),
                "--parameter",
                "SweepRate=rate(1 minute)",
                "--schedule-speed",
                "120");
        ready = up.awaitReady();
    }

    @AfterAll
    static void stop() {
        up.close();
    }

    private static String template() {
        return """
                Transform: AWS::Serverless-2016-10-31
                Parameters:
                  SweepRate: {Type: String, Default: rate(1 hour)}
                Globals:
                  Function:
                    Runtime: java25
                    CodeUri: root
                    Handler: herald.local.cli.probe.RecordingProbe
                    Timeout: 30
                Resources:
                  Clocked:
                    Type: AWS::Serverless::Function
                    Properties:
                      AutoPublishAlias: live
                      Environment: {Variables: {EVENTS: '%1$s/clocked'}}
                      Events:
                        Sweep: {Type: Schedule, Properties: {Schedule: !Ref SweepRate, Name: sweep}}
                        Off: {Type: Schedule, Properties: {Schedule: rate(1 minute), Enabled: false, Input: '0'}}
                  Told:
                    Type: AWS::Serverless::Function
                    Properties:
                      Environment: {Variables: {EVENTS: '%1$s/told'}}
                      Events:
                        Minute: {Type: Schedule, Properties: {Schedule: cron(* * * * ? *), Input: '{"do":  7}'}}
                  Failing:
                    Type: AWS::Serverless::Function
                    Properties:
                      Environment: {Variables: {EVENTS: '%1$s/failing', FAILS: 'yes'}}
                      Events:
                        Minute: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}
                """.formatted(directory);
    }

    private static void copyProbe() throws Exception {
        String name = "herald/local/cli/probe/RecordingProbe.class";
        Path copy = directory.resolve("root").resolve(name);
        Files.createDirectories(copy.getParent());
        Files.copy(
                Path.of(RecordingProbe.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .resolve(name),
                copy);
    }

    @Test
    void aRateBringsTheEventOfAwsAgainAndAgain() throws Exception {
        List<String> events = events("clocked", 3);

        JsonNode event = JSON.readTree(events.getFirst());
        assertThat(event.path("source").asText()).isEqualTo("aws.events");
        assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(event.at("/resources/0").asText()).isEqualTo("arn:aws:events:us-east-1:000000000000:rule/sweep");
        assertThat(events).doesNotHaveDuplicates().doesNotContain("0");
    }

    @Test
    void aConstantComesInPlaceOfTheEvent() {
        assertThat(events("told", 3)).containsOnly("{\"do\":  7}");
    }

    @Test
    void whatFailsIsTriedTwiceMoreAndThenReported() throws Exception {
        String first = events("failing", 1).getFirst();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events("failing", 3))
                        .filteredOn(first::equals)
                        .hasSize(3));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dropped())
                        .isNotEmpty()
                        .allMatch(message -> message.endsWith(
                                "was dropped after 3 attempts: java.lang.IllegalStateException: told to fail")));
    }

    @Test
    void theConsoleListsThem() throws Exception {
        await().atMost(PATIENCE)
                .until(() -> schedule("ClockedSweep").path("result").asText().equals("ok"));

        JsonNode sweep = schedule("ClockedSweep");
        assertThat(sweep.path("expression").asText()).isEqualTo("rate(1 minute)");
        assertThat(sweep.path("nextAtMillis").isNumber()).isTrue();
        assertThat(schedule("ClockedOff").path("enabled").asBoolean()).isFalse();
        assertThat(schedule("ClockedOff").path("lastAtMillis").isNull()).isTrue();
    }

    @Test
    void aWrongExpressionIsOneLine() throws Exception {
        try (UpProcess wrong = UpProcess.start(
                Files.createDirectories(directory.resolve("other")),
                "--template",
                directory.resolve("scheduled.yaml").toString(),
                "--parameter",
                "SweepRate=rate(1 minutes)")) {
            assertThat(wrong.awaitFailure())
                    .startsWith("local/up: scheduled.yaml:")
                    .contains("Resources.Clocked.Properties.Events.Sweep.Properties.Schedule: rate(1 minutes) has the"
                            + " wrong number")
                    .hasLineCount(1);
        }
    }

    /** @return the complete lines, once there are so many */
    private static List<String> events(String file, int atLeast) {
        Path path = directory.resolve(file);
        return await().atMost(PATIENCE)
                .until(() -> Files.exists(path) ? Files.readAllLines(path) : List.of(), it -> it.size() >= atLeast);
    }

    private static JsonNode schedule(String id) throws Exception {
        return state().path("schedules")
                .valueStream()
                .filter(each -> each.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> dropped() throws Exception {
        return state().path("problems")
                .valueStream()
                .filter(each -> each.path("source").asText().equals("FailingMinute"))
                .map(each -> each.path("message").asText())
                .toList();
    }

    private static JsonNode state() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(ready.path("consoleUrl").asText() + "/state.json"));
            return JSON.readTree(
                    client.send(request.build(), BodyHandlers.ofString()).body());
        }
    }
}
