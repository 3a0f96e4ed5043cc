package herald.bench.posts;

import herald.bench.rig.Child;
import herald.bench.rig.Tools;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stub's process on core 1. Closing ends it. */
final class RunningStub implements AutoCloseable {

    private static final int CORE = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Child process;
    private final int port;

    private RunningStub(Child process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * The one in C, or else the one in Java.
     *
     * @param credential with one it speaks TLS, which only the one in C does
     * @return nothing if it can't be had
     */
    static Optional<RunningStub> start(Workbench workbench, Tools tools, Optional<Credential> credential)
            throws IOException, InterruptedException {
        Optional<Path> binary = tools.stub(credential.isPresent());
        if (binary.isEmpty() && credential.isPresent()) {
            return Optional.empty();
        }
        List<String> command = binary.map(Path::toString)
                .map(stub -> credential
                        .map(files -> List.of(
                                stub,
                                files.certificate().toString(),
                                files.key().toString()))
                        .orElse(List.of(stub)))
                .orElse(List.of(
                        workbench.java("java"),
                        "-XX:+UseSerialGC",
                        "-cp",
                        workbench.classPath(),
                        Stub.class.getName()));
        Path log = workbench.target().resolve("logs/stub.log");
        Child process = Child.start(Workbench.pinned(CORE, command), Map.of(), log);
        return Optional.of(new RunningStub(
                process, Integer.parseInt(process.next("port ", PATIENCE).substring("port ".length()))));
    }

    int port() {
        return port;
    }

    Duration cpu() throws IOException {
        return process.cpu();
    }

    @Override
    public void close() {
        process.close();
    }
}
