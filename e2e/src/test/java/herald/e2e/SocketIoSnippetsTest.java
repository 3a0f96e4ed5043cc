package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.socket.client.IO;
import io.socket.engineio.client.EngineIOException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okio.Okio;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clients of docs/socket-io.md, run as they stand there, but for the port. */
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
final class SocketIoSnippetsTest {

    private static final Path TARGET = RunningStack.ROOT.resolve("e2e/target/snippets");

    private final List<Process> processes = new ArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private RunningStack stack;

    @BeforeEach
    void given(RunningStack running) {
        stack = running;
    }

    @AfterEach
    void end() {
        processes.forEach(RunningStack::end);
    }

    @ParameterizedTest
    @EnumSource(StockClient.class)
    void clientThatNeedsMoreThanAJdk(StockClient kind) throws IOException {
        String interpreter = kind.interpreter().toString();
        Path file = kind == StockClient.JAVASCRIPT ? write("js", "client.mjs") : write("python", "client.py");
        showsWhatArrivesAndTakesItOffAgain(List.of(interpreter, file.toString()));
    }

    @Test
    void clientForJava() throws IOException {
        String jars = Stream.of(IO.class, EngineIOException.class, OkHttpClient.class, Okio.class, JSONObject.class)
                .map(SocketIoSnippetsTest::jar)
                .collect(Collectors.joining(":"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path file = write("java", "Client.java");
        showsWhatArrivesAndTakesItOffAgain(List.of(java, "-Xmx256m", "-cp", jars, file.toString()));
    }

    private void showsWhatArrivesAndTakesItOffAgain(List<String> command) {
        Process process = RunningStack.launch(command);
        processes.add(process);
        Thread.ofVirtual().start(() -> read(process.inputReader()));
        Thread.ofVirtual().start(() -> read(process.errorReader()));
        awaitLine("connected", "");
        String id = UUID.randomUUID().toString();

        // It is connected a moment before it hears.
        await().atMost(Client.PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            stack.publish("{\"id\":\"" + id + "\",\"name\":\"Apples\"}");
            return says("item_added", id);
        });

        awaitLine("ack", "ok");
        awaitLine("item_removed", id);
    }

    private void read(BufferedReader reader) {
        try (reader) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException ended) {
            lines.add("(output ended: " + ended.getMessage() + ")");
        }
    }

    private void awaitLine(String start, String part) {
        await().atMost(Client.PATIENCE)
                .untilAsserted(() -> assertThat(says(start, part))
                        .as(start + " … " + part + " in " + lines)
                        .isTrue());
    }

    private boolean says(String start, String part) {
        return lines.stream().anyMatch(line -> line.startsWith(start) && line.contains(part));
    }

    /** Writes the one block of a language to where its packages are found. */
    private Path write(String language, String name) throws IOException {
        Path folder = Files.createDirectories(TARGET.resolve(language));
        if (language.equals("js") && !Files.exists(folder.resolve("node_modules"))) {
            Files.createSymbolicLink(folder.resolve("node_modules"), StockClient.FOLDER.resolve("node_modules"));
        }
        return Files.writeString(folder.resolve(name), snippet(language));
    }

    private String snippet(String language) throws IOException {
        String page = Files.readString(RunningStack.ROOT.resolve("docs/socket-io.md"));
        List<String> blocks = Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertThat(blocks).as("blocks of " + language).hasSize(1);
        assertThat(blocks.getFirst()).contains("127.0.0.1:3000", "/prod");
        return blocks.getFirst().replace("127.0.0.1:3000", stack.webSocketUrl().getAuthority());
    }

    private static String jar(Class<?> of) {
        try {
            return Path.of(of.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
