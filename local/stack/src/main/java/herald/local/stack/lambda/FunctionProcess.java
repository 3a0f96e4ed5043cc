package herald.local.stack.lambda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One operating system process with a runtime in it. Thread-safe, but freezing and thawing are to be ordered by the
 * caller.
 */
final class FunctionProcess {

    private static final long PEAK_MAX_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long PAGE_BYTES = 4096;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Process process;
    private final Thread output;
    private final Leftovers.Watch leftovers;
    private boolean frozen;
    private long peakMegabytes;
    private long peakReadAt = System.nanoTime() - PEAK_MAX_AGE_NANOS;

    private FunctionProcess(Process process, Thread output, Leftovers.Watch leftovers) {
        this.leftovers = leftovers;
        this.process = process;
        this.output = output;
    }

    static FunctionProcess start(Launch launch, FunctionLog log, Leftovers.Watch leftovers) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        // A platform thread: a read of a pipe would hold a carrier of the virtual ones.
        Thread output = Thread.ofPlatform()
                .daemon()
                .name("log-" + process.pid())
                .start(() -> log.copy(process.getInputStream()));
        return new FunctionProcess(process, output, leftovers);
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Blocks until the process has gone and its last words are in the log. @return {@link Process#exitValue()} */
    int await() {
        int exitValue = process.onExit().join().exitValue();
        try {
            // No longer than this: a process of its own that it left behind holds the pipe open.
            output.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return exitValue;
    }

    /** Suspends every thread of the process, as Lambda does with an environment that has nothing to do. */
    synchronized void freeze() {
        if (process.isAlive()) {
            frozen = FreezeSignals.stop(process.pid());
            if (frozen) {
                leftovers.freezing();
            }
        }
    }

    synchronized void thaw() {
        if (frozen) {
            leftovers.thawing();
        }
        if (frozen && process.isAlive()) {
            FreezeSignals.resume(process.pid());
        }
        frozen = false;
    }

    /** Ends it at once; works on a frozen process too. @return false if it has gone already */
    boolean kill() {
        boolean alive = process.isAlive();
        process.destroyForcibly();
        return alive;
    }

    /** Lets the process run its shutdown hooks, then kills it. Blocks until it has gone. */
    void end(Duration grace) {
        thaw();
        process.destroy();
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what it has in memory now, 0 where the system does not tell. */
    long residentBytes() {
        String[] pages = read("statm").split(" ", -1);
        return pages.length > 1 ? Long.parseLong(pages[1]) * PAGE_BYTES : 0;
    }

    /** The most memory it ever had, at most a quarter of a second old. @return 0 where the system does not tell */
    synchronized long peakMegabytes() {
        long now = System.nanoTime();
        if (now - peakReadAt >= PEAK_MAX_AGE_NANOS) {
            peakReadAt = now;
            read("status")
                    .lines()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .findFirst()
                    .ifPresent(line -> peakMegabytes = Long.parseLong(line.replaceAll("\\D", "")) / 1024);
        }
        return peakMegabytes;
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.US_ASCII);
        } catch (IOException goneOrNoProc) {
            return "";
        }
    }
}
