package herald.local.cli;

import herald.local.stack.CannotStart;
import herald.local.stack.Home;
import herald.local.stack.Options;
import herald.local.stack.Ready;
import herald.local.stack.ReadyFile;
import herald.local.stack.Stack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
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
    private static final int CANNOT_START = 2;

    /** Of the libraries, only what goes wrong. */
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

    /** Why it ends, once it does: empty when it was told to. */
    private final CompletableFuture<Optional<String>> end = new CompletableFuture<>();

    private Up(Home home, Options options, PrintStream out, PrintStream err) {
        this.home = home;
        this.options = options;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(args, out, err));
    }

    private static int run(String[] args, PrintStream out, PrintStream err) {
        configureLogging();
        Home home = Home.located();
        Optional<Options> options;
        try {
            options = CommandLineForm.read(args, home, new PrintWriter(out, true, StandardCharsets.UTF_8));
        } catch (CannotStart wrong) {
            err.println("local/up: " + wrong.getMessage());
            return CANNOT_START;
        }
        return options.isPresent() ? new Up(home, options.get(), out, err).run() : 0;
    }

    private int run() {
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

    private int serve(Stack stack, Ready ready) throws IOException {
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
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        err.println("local/up: " + message.lines().findFirst().orElse(message));
        if (options.output().verbose()) {
            failure.printStackTrace(err);
        }
        return CANNOT_START;
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
