package herald.local.stack.lambda;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the function processes if the stack itself is killed and can't. A frozen process would otherwise stay for ever:
 * it can't notice that its Runtime API has gone. Thread-safe.
 *
 * <p>It is one small shell that is told each pid and reads until the pipe from the stack closes, which the system does
 * however the stack ends. After an orderly end its list is empty. Where there is no {@code /bin/sh} nothing is kept.
 */
final class LastWill implements AutoCloseable {

    static final Path SHELL = Path.of("/bin/sh");

    /** Ctrl-C in a terminal reaches the whole process group: the one that cleans up must outlive it. */
    private static final String SCRIPT = """
        trap '' INT TERM HUP
        alive=
        while read -r word pid; do
          case $word in
            born) alive="$alive $pid" ;;
            dead)
              others=
              for known in $alive; do [ "$known" = "$pid" ] || others="$others $known"; done
              alive=$others ;;
          esac
        done
        for pid in $alive; do kill -KILL "$pid"; done
        """;

    private final @Nullable Process shell;
    private final @Nullable Writer pipe;

    LastWill() throws IOException {
        if (!Files.isExecutable(SHELL)) {
            shell = null;
            pipe = null;
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(List.of(SHELL.toString(), "-c", SCRIPT));
        builder.environment().clear();
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        shell = builder.start();
        pipe = shell.outputWriter(StandardCharsets.US_ASCII);
    }

    void born(long pid) {
        tell("born " + pid);
    }

    void dead(long pid) {
        tell("dead " + pid);
    }

    private synchronized void tell(String line) {
        if (pipe == null) {
            return;
        }
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException shellKilled) {
            // Somebody ended the shell. Functions run as well without it; only a hard kill of the stack is not covered.
        }
    }

    /** Ends the shell, and with it whatever it still believes to be alive. */
    @Override
    public synchronized void close() {
        if (shell == null || pipe == null) {
            return;
        }
        try {
            pipe.close();
        } catch (IOException shellKilled) {
            // It has gone already, which is what is wanted.
        }
        try {
            if (!shell.waitFor(2, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
        } catch (InterruptedException e) {
            shell.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
