package herald.local.stack.lambda;

import static herald.local.stack.lambda.RunningLambda.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions don't outlive the stack, even frozen ones, and however it ends. */
class StackDeathTest {

    @TempDir
    Path directory;

    @Test
    void functionsEndWithAStackThatShutsDown() throws Exception {
        endsWithItsFunctions(Process::destroy);
    }

    @Test
    void functionsEndWithAStackThatIsKilled() throws Exception {
        endsWithItsFunctions(Process::destroyForcibly);
    }

    private void endsWithItsFunctions(Consumer<Process> end) throws Exception {
        Process stack = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedStack.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = stack.inputReader(StandardCharsets.UTF_8)) {
            List<ProcessHandle> functions = output.lines()
                    .takeWhile(line -> !line.equals("ready"))
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                    .toList();
            assertThat(functions).hasSize(2).allMatch(ProcessHandle::isAlive);
            end.accept(stack);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(functions).noneMatch(ProcessHandle::isAlive));
            assertThat(stack.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            stack.destroyForcibly();
        }
    }
}
