package herald.local.stack.lambda;

import java.time.Duration;
import java.util.Arrays;

/** The durations of the latest invocations of a function. Thread-safe. */
final class Durations {

    private static final int KEPT = 32;

    private final long[] nanos = new long[KEPT];
    private int count;

    synchronized void add(Duration took) {
        nanos[count % KEPT] = took.toNanos();
        count++;
    }

    /** Returns the middle one, {@code guess} if there is none yet. */
    synchronized Duration median(Duration guess) {
        int known = Math.min(count, KEPT);
        if (known == 0) {
            return guess;
        }
        long[] sorted = Arrays.copyOf(nanos, known);
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[known / 2]);
    }
}
