package herald.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** The share of the machine that nobody uses, from {@code /proc/stat}. */
public final class Idle {

    private static final Path STAT = Path.of("/proc/stat");
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final double QUIET = 0.90;
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int IDLE_COLUMN = 3;

    private Idle() {}

    /** Waits until the machine is idle to 90 %, for a minute at most, and tells what it came to, as a result should. */
    public static String await() throws IOException, InterruptedException {
        if (!Files.isReadable(STAT)) {
            return "not known on this system";
        }
        Instant until = Instant.now().plus(PATIENCE);
        double idle = look();
        while (idle < QUIET && Instant.now().isBefore(until)) {
            idle = look();
        }
        String load = Files.readString(LOAD).split(" ", 2)[0];
        return "%s, %.0f %% idle%s"
                .formatted(load, idle * 100, idle < QUIET ? ": NOT QUIET, so the figures are void" : "");
    }

    private static double look() throws IOException, InterruptedException {
        long[] before = ticks();
        Thread.sleep(LOOK);
        return share(before, ticks());
    }

    private static long[] ticks() throws IOException {
        try (var lines = Files.lines(STAT)) {
            return ticks(lines.findFirst().orElseThrow());
        }
    }

    /** @param line the first of {@code /proc/stat}: {@code cpu  user nice system idle …} */
    static long[] ticks(String line) {
        return Arrays.stream(line.substring("cpu".length()).trim().split(" +"))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    static double share(long[] before, long[] after) {
        long all = Arrays.stream(after).sum() - Arrays.stream(before).sum();
        return all <= 0 ? 0 : (double) (after[IDLE_COLUMN] - before[IDLE_COLUMN]) / all;
    }
}
