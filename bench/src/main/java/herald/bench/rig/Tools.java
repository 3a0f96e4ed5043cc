package herald.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tools that Herald is compared with: fetched by its ordinary client when it isn't there, and noted as
 * missing when it can't be had. For one thread.
 */
public final class Tools {

    private static final String BOTO3 = "boto3==1.43.11";

    private final Workbench workbench;
    private final Set<String> missing = new TreeSet<>();

    public Tools(Workbench workbench) {
        this.workbench = workbench;
    }

    /** The tools that were asked for and could not be had, with the reason. */
    public Set<String> missing() {
        return Set.copyOf(missing);
    }

    /** Debian's wrk. */
    public Optional<Path> wrk() throws InterruptedException {
        return program("wrk", "wrk");
    }

    /** The Node peers' folder, with its packages. */
    public Optional<Path> node() throws InterruptedException {
        Path peers = workbench.root().resolve("bench/peers/node");
        Optional<Path> node = Commands.onPath("node");
        if (node.isEmpty()) {
            missing.add("Node (no node on the path)");
            return Optional.empty();
        }
        return made("Node's packages", peers.resolve("node_modules"), peers, List.of("npm", "ci", "--ignore-scripts"))
                .map(Path::getParent);
    }

    /** A Python that has boto3. */
    public Optional<Path> boto3() throws InterruptedException {
        Path home = workbench.target().resolve("python");
        Path python = home.resolve("bin/python");
        boolean made = made("Python", python, workbench.root(), List.of("python3", "-m", "venv", home.toString()))
                .isPresent();
        return made ? installed(home, python) : Optional.empty();
    }

    private Optional<Path> installed(Path home, Path python) throws InterruptedException {
        try {
            Commands.output(home, List.of(python.toString(), "-m", "pip", "install", "-q", BOTO3));
            return Optional.of(python);
        } catch (IOException failed) {
            missing.add("boto3 (" + firstLine(failed) + ")");
            return Optional.empty();
        }
    }

    /** The folder of an SDK with its CRT client; apart, since its newest version is older than Herald's. */
    public Optional<Path> crt() throws InterruptedException {
        Path part = workbench.root().resolve("bench/parts/crt");
        return made(
                "the SDK's CRT client",
                part.resolve("target/lib"),
                workbench.root(),
                List.of("mvn", "-B", "-q", "-f", part.resolve("pom.xml").toString(), "package"));
    }

    /**
     * The stub in C, compiled if there is a compiler.
     *
     * @param tls with OpenSSL, whose headers are Debian's libssl-dev
     */
    public Optional<Path> stub(boolean tls) throws InterruptedException {
        Path source = workbench.root().resolve("bench/src/main/c/stub.c");
        Path binary = workbench.target().resolve(tls ? "stub-tls" : "stub");
        List<String> command = tls
                ? List.of("cc", "-DTLS", "-O2", "-o", binary.toString(), source.toString(), "-lssl", "-lcrypto")
                : List.of("cc", "-O2", "-o", binary.toString(), source.toString());
        try {
            Commands.output(workbench.root(), command);
            return Optional.of(binary);
        } catch (IOException failed) {
            missing.add((tls ? "the stub with TLS (" : "the stub in C (") + firstLine(failed) + ")");
            return Optional.empty();
        }
    }

    private Optional<Path> program(String name, String debian) throws InterruptedException {
        Optional<Path> there = Commands.onPath(name);
        if (there.isPresent()) {
            return there;
        }
        workbench.say("installing " + debian);
        try {
            Commands.output(workbench.root(), List.of("apt-get", "install", "-y", "-q", debian));
        } catch (IOException failed) {
            missing.add(name + " (" + firstLine(failed) + ")");
        }
        return Commands.onPath(name);
    }

    private Optional<Path> made(String what, Path file, Path directory, List<String> command)
            throws InterruptedException {
        if (Files.exists(file)) {
            return Optional.of(file);
        }
        workbench.say("fetching " + what);
        try {
            Commands.output(directory, command);
            return Optional.of(file);
        } catch (IOException failed) {
            missing.add(what + " (" + firstLine(failed) + ")");
            return Optional.empty();
        }
    }

    private static String firstLine(IOException failed) {
        return String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
    }
}
