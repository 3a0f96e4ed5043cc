package herald.bench.rig;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that is told what to do by lines on its standard input and answers by lines on its standard output. What it
 * says besides goes to a file. Closing kills it. For one thread.
 */
public final class Child implements AutoCloseable {

    private static final String ENDED = "\0";

    private final Process process;
    private final BufferedWriter in;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Path log;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.in = process.outputWriter();
        // For Ctrl-C; a process that has ended by then is not harmed.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
        Thread.ofPlatform().daemon().name("child-output").start(this::read);
    }

    /**
     * @param environment beside this process's own
     * @param log where its standard error is added to
     */
    public static Child start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        return start(command, environment, Path.of("").toAbsolutePath(), log);
    }

    /** @param directory where it runs */
    public static Child start(List<String> command, Map<String, String> environment, Path directory, Path log)
            throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new Child(builder.start(), log);
    }

    private void read() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException gone) {
            // As good as its end.
        }
        lines.add(ENDED);
    }

    public long pid() {
        return process.pid();
    }

    /** Sends a line and waits for the answer. */
    public String ask(String line, Duration patience) throws IOException, InterruptedException {
        in.write(line);
        in.newLine();
        in.flush();
        return next(patience);
    }

    /** The next line it says. */
    public String next(Duration patience) throws IOException, InterruptedException {
        String line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw new IOException("no answer within " + patience.toSeconds() + " s, see " + log.getFileName());
        }
        if (line.equals(ENDED)) {
            lines.add(ENDED);
            throw new IOException("the process ended, see " + log.getFileName());
        }
        return line;
    }

    /** The next line that begins so; those before it are dropped. */
    public String next(String beginning, Duration patience) throws IOException, InterruptedException {
        String line = next(patience);
        while (!line.startsWith(beginning)) {
            line = next(patience);
        }
        return line;
    }

    /** The processor time that it has used, all threads, those that ended too; to 10 ms. */
    public Duration cpu() throws IOException {
        return ProcessTimes.cpu(Files.readString(Path.of("/proc/" + pid() + "/stat")));
    }

    /** The lines that nobody has read yet. */
    public String said() {
        return String.join(" / ", lines).replace(ENDED, "(ended)");
    }

    /** Does that when it ends, however it does. */
    public void whenEnded(Runnable action) {
        var _ = process.onExit().thenRun(action);
    }

    /** Asks it to end, and waits until it has done what it does at its end. */
    public void terminate(Duration patience) throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("it did not end within " + patience.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
