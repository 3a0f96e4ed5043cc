package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One clear line on standard error, exit code 2, nothing left running. */
final class RefusesBadInputTest {

    @TempDir
    Path folder;

    static Stream<Arguments> badOptions() {
        return Stream.of(
                Arguments.of("--prot", List.of("--prot", "3000")),
                Arguments.of("--port", List.of("--port", "http")),
                Arguments.of("--port", List.of("--port", "70000")),
                Arguments.of("--idle-timeout", List.of("--idle-timeout", "-1")),
                Arguments.of("--parameter", List.of("--parameter", "StageName")),
                Arguments.of("NoSuchParameter", List.of("--parameter", "NoSuchParameter=1")),
                Arguments.of("QueueType", List.of("--parameter", "QueueType=lifo")),
                Arguments.of("AudienceShards", List.of("--parameter", "AudienceShards=many")),
                Arguments.of("no-such-template.yaml", List.of("--template", "no-such-template.yaml")),
                Arguments.of("http://127.0.0.1:9", List.of("--dynamodb", "http://127.0.0.1:9")));
    }

    @ParameterizedTest
    @MethodSource("badOptions")
    void anOptionThatCannotBeIsNamed(String named, List<String> options) {
        assertThat(refusal(options)).contains(named);
    }

    @Test
    void aPortInUseIsNamedWithItsOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            for (String option : List.of("--port", "--sqs-port", "--dynamodb-port")) {
                assertThat(refusal(List.of(option, port))).contains(option).contains(port);
            }
        }
    }

    @Test
    void aMissingJarIsNamedWithTheWayToBuildIt() throws IOException {
        Path template = changed("functions/target/herald.jar", "functions/target/no-such.jar");
        assertThat(refusal(List.of("--template", template.toString())))
                .contains("no-such.jar")
                .contains("mvn");
    }

    @Test
    void aBrokenTemplateIsNamedWithItsLine() throws IOException {
        Path template = Files.writeString(folder.resolve("broken.yaml"), "Resources:\n  A: [1\n  B: }\n");
        assertThat(refusal(List.of("--template", template.toString()))).contains("broken.yaml:");
    }

    @Test
    void aResourceThatCannotBeRunIsNamed() throws IOException {
        Path template = changed("Type: AWS::DynamoDB::Table", "Type: AWS::RDS::DBInstance");
        assertThat(refusal(List.of("--template", template.toString())))
                .contains("Connections")
                .contains("AWS::RDS::DBInstance");
    }

    @Test
    void aSettingThatAFunctionRefusesIsNamed() throws IOException {
        Path template = changed("CLIENT_EVENTS: !Ref ClientEvents", "CLIENT_EVENTS: ack");
        assertThat(refusal(List.of("--template", template.toString())))
                .contains("ConnectionsFunction")
                .contains("CLIENT_EVENTS");
    }

    private Path changed(String from, String to) throws IOException {
        String template = Files.readString(RunningStack.ROOT.resolve("template.yaml"));
        assertThat(template).contains(from);
        return Files.writeString(
                folder.resolve("template.yaml"),
                template.replace(from, to)
                        .replace("CodeUri: functions", "CodeUri: " + RunningStack.ROOT + "/functions"));
    }

    private String refusal(List<String> options) {
        List<String> command = new ArrayList<>(RunningStack.upCommand());
        for (String port : List.of("--port", "--sqs-port", "--dynamodb-port")) {
            if (!options.contains(port)) {
                command.addAll(List.of(port, "0"));
            }
        }
        command.addAll(List.of("--state", folder.resolve("state").toString()));
        command.addAll(options);
        Process process = RunningStack.launch(command);
        RunningStack.endAfter(Duration.ofMinutes(2), process);
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(err).isEqualTo(2);
            assertThat(out).doesNotContain("READY");
            List<String> lines =
                    err.lines().filter(RefusesBadInputTest::ofTheStack).toList();
            assertThat(lines).as(err).hasSize(1);
            assertThat(process.descendants()).isEmpty();
            return lines.getFirst();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            RunningStack.end(process);
        }
    }

    /** Functions log on standard error too, each line behind the function's name. */
    private static boolean ofTheStack(String line) {
        return !line.startsWith("ConnectionsFunction") && !line.startsWith("BroadcastFunction");
    }
}
