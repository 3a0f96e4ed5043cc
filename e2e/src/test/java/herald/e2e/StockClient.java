package herald.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Stock Socket.IO clients that need more than a JDK: where {@code .ci/run} puts them, and what they are told. */
enum StockClient {
    JAVASCRIPT("client.js", "{\"transports\":[\"polling\",\"websocket\"]}", "xhr poll error"),
    PYTHON("client.py", "{\"transports\":null}", "403"),
    /** What Debian has as python3-socketio: years older. */
    DEBIANS_PYTHON("client.py", "{\"transports\":null}", "403");

    static final Path FOLDER = RunningStack.ROOT.resolve("e2e/src/test/clients");

    private final String script;

    /** Options by which it does what it would do by itself: begin with polling. */
    final String pollingFirst;

    /** What it then says of a server without polling. */
    final String pollingRefusal;

    StockClient(String script, String pollingFirst, String pollingRefusal) {
        this.script = script;
        this.pollingFirst = pollingFirst;
        this.pollingRefusal = pollingRefusal;
    }

    /** What runs a program in its language; the test is skipped, and says why, if that or the client is not there. */
    Path interpreter() {
        return switch (this) {
            case JAVASCRIPT -> node();
            case PYTHON -> python(RunningStack.ROOT.resolve("target/ci-tools/socketio/bin/python"));
            case DEBIANS_PYTHON -> python(Path.of("/usr/bin/python3"));
        };
    }

    /** The command line of the clients that {@link StockClients} speaks to, up to the script. */
    List<String> command() {
        return List.of(interpreter().toString(), FOLDER.resolve(script).toString());
    }

    private Path node() {
        Path node = Installed.program("node").orElse(Path.of("node"));
        need(
                Files.isExecutable(node) && Files.exists(FOLDER.resolve("node_modules/socket.io-client")),
                "no node, or no `npm ci` in " + FOLDER);
        return node;
    }

    private Path python(Path python) {
        need(
                Files.isExecutable(python) && succeeds(List.of(python.toString(), "-c", "import socketio, websocket")),
                python + " has no python-socketio with websocket-client");
        return python;
    }

    private void need(boolean there, String missing) {
        Assumptions.assumeTrue(there, "SKIPPED: " + this + " was not tested, " + missing + "; .ci/run installs it");
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
