package herald.posts;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When and where to open another connection, and when to despair of it. Decides only; used on the event loop only.
 *
 * <p>As long as some are open, they serve, and failures only make it wait. With none open, as many failures in a row as there
 * are addresses, two at least, and nothing under way any more mean that nobody can be reached.
 */
final class Openings {

    /** Handshakes under way at once: each holds the event loop up for milliseconds. */
    private static final int AT_ONCE = 4;

    private static final int FAILURES = 2;

    /** After a failure, while others serve. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** After a failure with none open: that all addresses refuse at once must not keep the event loop busy. */
    private static final Duration SHORT_PAUSE = Duration.ofMillis(10);

    private final Kept kept;
    private final int cap;
    private final Addresses addresses;
    private final Growth growth;
    private int failures;
    private long pausedUntilNanos = System.nanoTime();

    /** @param cap how many may be open at once */
    Openings(Kept kept, int cap, Addresses addresses, Growth growth) {
        this.kept = kept;
        this.cap = cap;
        this.addresses = addresses;
        this.growth = growth;
    }

    /**
     * Where to open one now; null if none is worth it, or not yet.
     *
     * @param waiting calls that no connection is free for
     * @param overdue how many connections hang
     */
    @Nullable
    InetSocketAddress next(int waiting, int overdue, long nowNanos, long nowMillis) {
        int wanted = Math.min(AT_ONCE, waiting - kept.idle());
        if (kept.opening() >= wanted || kept.all().size() >= Math.min(cap, growth.target(overdue))) {
            return null;
        }
        if (nowNanos - pausedUntilNanos < 0 || enough()) {
            return null;
        }
        return addresses.next(nowMillis);
    }

    void opened() {
        failures = 0;
    }

    /**
     * One could not be opened, and is not kept any more.
     *
     * @return whether nobody can be reached
     */
    boolean failed(long nowNanos) {
        if (kept.open() > 0) {
            pausedUntilNanos = nowNanos + PAUSE.toNanos();
            return false;
        }
        pausedUntilNanos = nowNanos + SHORT_PAUSE.toNanos();
        failures++;
        if (kept.opening() > 0 || !enough()) {
            return false;
        }
        failures = 0;
        return true;
    }

    /** Then those under way are waited for. */
    private boolean enough() {
        return failures >= Math.max(FAILURES, addresses.count());
    }
}
