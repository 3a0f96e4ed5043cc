package herald.bench.endtoend;

import herald.bench.rig.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A folder of Python packages, as a file of requirements says, made once. */
final class Venv {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path directory;

    private Venv(Path directory) {
        this.directory = directory;
    }

    /** @throws IOException if there is no Python here or the packages can't be had */
    static Venv of(Path requirements, Workbench workbench) throws IOException, InterruptedException {
        Path directory = workbench.target().resolve("venv-socketio");
        Path made = directory.resolve("made-of.txt");
        String wanted = Files.readString(requirements);
        if (!Files.exists(made) || !Files.readString(made).equals(wanted)) {
            workbench.say("fetching Python packages");
            Path log = workbench.target().resolve("venv-socketio.log");
            run(List.of("python3", "-m", "venv", "--clear", directory.toString()), log);
            run(
                    List.of(
                            directory.resolve("bin/pip").toString(),
                            "install",
                            "--disable-pip-version-check",
                            "-r",
                            requirements.toString()),
                    log);
            Files.writeString(made, wanted);
        }
        return new Venv(directory);
    }

    String python() {
        return directory.resolve("bin/python3").toString();
    }

    private static void run(List<String> command, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command.getFirst() + " failed, see " + log.getFileName());
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
