package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Runs behind all tests, by an execution of its own, and fails when a role of template.yaml is granted what none of them
 * used, or more widely than by name: policies are only as wide as the tests prove.
 */
final class UnusedGrantsCheck {

    @Test
    void allThatIsGrantedWasUsedByTheTests() throws IOException, InterruptedException {
        Path local = RunningStack.ROOT.resolve("local/cli/target");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        local.resolve("herald-local-cli-0.1.0-SNAPSHOT.jar") + ":" + local.resolve("lib") + "/*",
                        "herald.local.cli.UnusedGrants",
                        StackLog.GRANTS.toString(),
                        RunningStack.ROOT.resolve("template.yaml").toString())
                .redirectErrorStream(true)
                .start();
        RunningStack.endAfter(Duration.ofMinutes(2), process);
        List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
    }
}
