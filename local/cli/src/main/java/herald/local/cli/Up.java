package herald.local.cli;

import herald.local.stack.Home;
import herald.local.stack.Options;
import herald.local.stack.ReadyFile;
import herald.local.stack.ReadyNotice;
import herald.local.stack.Stack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.LogManager;

/**
 * {@code local/up}: runs the stack in the foreground until it is told to stop. Ends with 0 after a stop; with 2 and one
 * line on standard error if it does not start; with 1 if a part of it dies.
 */
public final class Up {

    private static final int BROKEN = 1;

    /** Libraries log only what goes wrong. */
    private static final String LOGGING = """
            handlers = java.util.logging.ConsoleHandler
            .level = WARNING
            java.util.logging.SimpleFormatter.format = local: %5$s%6$s%n
            """;

    private final Home home;
    private final Options options;
    private final PrintStream out;
    private final PrintStream err;
    private final AtomicBoolean serving = new AtomicBoolean();

    /** Completes when it ends, with the reason: empty when it was told to. */
    private final CompletableFuture<Optional<String>> end = new CompletableFuture<>();

    Up(Home home, Options options, PrintStream out, PrintStream err) {
        this.home = home;
        this.options = options;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        Program.main(new UpForm(), args);
    }

    int run() {
        configureLogging();
        StopSignals.handle(this::stop);
        Stack.Running running;
        try {
            running = Stack.start(home, options, err);
        } catch (Exception failure) {
            return cannotStart(failure);
        }
        int code;
        try (Stack stack = running.stack()) {
            code = serve(stack, running.ready());
        } catch (IOException failure) {
            return cannotStart(failure);
        }
        running.stack().settle(out);
        return code;
    }

    private int serve(Stack stack, ReadyNotice ready) throws IOException {
        ReadyFile file = ReadyFile.of(options, home);
        file.write(ready);
        serving.set(true);
        ready.describe(out);
        out.println(ready.line());
        if (options.output().open()) {
            Browser.open(ready.pageUrl(), err);
        }
        stack.whenBroken(reason -> end.complete(Optional.of(reason)));
        Optional<String> broken = end.join();
        file.remove(ready);
        err.println("local/up: " + broken.map(reason -> reason + "; stopping").orElse("stopping"));
        return broken.isPresent() ? BROKEN : 0;
    }

    /** The first signal stops in order, a second at once. While the stack starts there is nothing to wait for. */
    private void stop() {
        boolean first = end.complete(Optional.empty());
        if (!serving.get()) {
            System.exit(0);
        } else if (!first) {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            Runtime.getRuntime().halt(BROKEN);
        }
    }

    private int cannotStart(Exception failure) {
        err.println("local/up: " + Program.firstLine(failure));
        if (options.output().verbose()) {
            failure.printStackTrace(err);
        }
        return Program.REFUSED;
    }

    private static void configureLogging() {
        try {
            LogManager.getLogManager()
                    .readConfiguration(new ByteArrayInputStream(LOGGING.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
