package herald.bench.rig;

import java.time.Duration;

/** Reads {@code /proc/PID/stat}. */
final class ProcessTimes {

    /** USER_HZ, which Linux fixes at 100 for programs whatever the kernel's own is. */
    private static final long TICK_MILLIS = 10;

    /** Counted behind the name, which is in parentheses and may hold anything. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private ProcessTimes() {}

    static Duration cpu(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Duration.ofMillis((Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * TICK_MILLIS);
    }
}
