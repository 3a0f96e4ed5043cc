package herald.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A run of {@code local/up} on free ports, its standard output and error read as one would at a terminal. */
record UpProcess(Process process, Path errors) implements AutoCloseable {

    private static final String READY = "READY ";

    /** @param directory for the state, and for what it prints on standard error */
    static UpProcess start(Path directory, String... options) throws IOException, URISyntaxException {
        List<String> arguments = new ArrayList<>(List.of("--port", "0", "--sqs-port", "0", "--dynamodb-port", "0"));
        arguments.addAll(List.of(
                "--state", directory.toString(), "--template", template().toString()));
        arguments.addAll(List.of(options));
        Path errors = Files.createTempFile(directory, "errors", ".txt");
        Process process = new ProcessBuilder(command(Up.class, arguments))
                .redirectError(errors.toFile())
                .start();
        return new UpProcess(process, errors);
    }

    /** @return the lines that a program prints, on either stream */
    static List<String> run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(main, List.of(arguments)))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            return reader.lines().toList();
        }
    }

    JsonNode awaitReady() throws IOException {
        for (String line = process.inputReader().readLine();
                line != null;
                line = process.inputReader().readLine()) {
            if (line.startsWith(READY)) {
                return new ObjectMapper().readTree(line.substring(READY.length()));
            }
        }
        throw new AssertionError("ended before it was ready: " + Files.readString(errors));
    }

    /** @return what it says on standard error when it ends with 2 */
    String awaitFailure() throws IOException, InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 2) {
            throw new AssertionError("did not end with 2 but " + process + ": " + Files.readString(errors));
        }
        return Files.readString(errors).strip();
    }

    @Override
    public void close() {
        process.destroy();
        if (process.onExit()
                .completeOnTimeout(process, 30, TimeUnit.SECONDS)
                .join()
                .isAlive()) {
            process.destroyForcibly();
            throw new AssertionError("does not stop");
        }
    }

    private static List<String> command(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    private static Path template() throws URISyntaxException {
        return Path.of(UpProcess.class.getResource("queues-and-table.yaml").toURI());
    }
}
