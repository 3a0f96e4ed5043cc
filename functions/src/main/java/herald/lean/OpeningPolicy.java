package herald.lean;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says when and where to open another connection, and when to despair of it. Used on the event loop only.
 *
 * <p>As long as some are open, they serve, and failures only make it wait. With none open, as many failures in a row as there
 * are addresses, two at least, and nothing under way any more mean that nobody can be reached.
 */
final class OpeningPolicy {

    /** The most handshakes under way at once: each holds the event loop up for milliseconds. */
    private static final int AT_ONCE = 4;

    private static final int FAILURES = 2;

    /** The pause after a failure, while others serve. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** The pause after a failure with none open: that all addresses refuse must not keep the event loop busy. */
    private static final Duration SHORT_PAUSE = Duration.ofMillis(10);

    private final WirePool pool;
    private final int cap;
    private final EndpointAddresses addresses;
    private final Growth growth;
    private int failures;
    private long pausedUntilNanos = System.nanoTime();

    /** @param cap how many may be open at once */
    OpeningPolicy(WirePool pool, int cap, EndpointAddresses addresses, Growth growth) {
        this.pool = pool;
        this.cap = cap;
        this.addresses = addresses;
        this.growth = growth;
    }

    /**
     * Returns where to open one now; null if none is worth it, or not yet.
     *
     * @param waiting calls that no connection is free for
     * @param overdue how many connections hang
     */
    @Nullable
    InetSocketAddress next(int waiting, int overdue, long nowNanos, long nowMillis) {
        int wanted = Math.min(AT_ONCE, waiting - pool.idle());
        if (pool.opening() >= wanted || pool.all().size() >= Math.min(cap, growth.target(overdue))) {
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
     * A connection could not be opened, and has left the pool.
     *
     * @return whether nobody can be reached
     */
    boolean failed(long nowNanos) {
        if (pool.open() > 0) {
            pausedUntilNanos = nowNanos + PAUSE.toNanos();
            return false;
        }
        pausedUntilNanos = nowNanos + SHORT_PAUSE.toNanos();
        failures++;
        if (pool.opening() > 0 || !enough()) {
            return false;
        }
        failures = 0;
        return true;
    }

    /** Returns whether there have been enough failures: then those under way are waited for. */
    private boolean enough() {
        return failures >= Math.max(FAILURES, addresses.count());
    }
}
