package herald.fanout;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many connections may be posted to at once, found by additive increase and multiplicative decrease, and when to pause.
 * Thread-safe.
 *
 * <p>Kept from one invocation to the next: what was learned about the account's throttle holds a while. It doubles each
 * round until the first sign that it is too high, and then grows slowly at first: the account's token bucket stores what a
 * cautious time did not use, so that caution costs little throughput and saves refused posts. The figures are those with
 * which a million simulated connections came best through the quota ({@code bench/run scale}).
 *
 * <p>One client that reads too slowly is refused as the whole account is, with 429. So only several 429s close to each
 * other, from connections that were not refused before, are taken for the account's; and of latencies the median counts.
 */
public final class Pace {

    public static final int START = 32;
    public static final int MIN = 1;
    public static final int MAX = 256;

    /** Beside the limit, posts that take much longer than others; they must not keep anybody from being posted to. */
    public static final int MAX_STRAGGLING = 128;

    /** Outcomes that are judged together, or as many as the limit if that is more. */
    static final int ROUND = 64;

    /** 429s in a round that mean the account. */
    static final int MANY = 3;

    /** Of the limit, in a second; doubles each second in which the limit is not lowered, as often as is said here. */
    private static final double GROWTH = 0.1;

    private static final double MOST_DOUBLINGS = 4;
    private static final double LOWERED_BY_A_FEW = 0.75;
    private static final double LOWERED_BY_A_FLOOD = 0.6;
    private static final double LOWERED_BY_LATENCY = 0.9;

    /** A busy machine is slow at any limit. */
    private static final double LEAST_BY_LATENCY = 16;

    private static final double SHARE_OF_NEW = 1.0 / 32;
    private static final double CROWDED = 0.2;
    private static final Duration TOLERANCE = Duration.ofMillis(10);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final long[] latencies = new long[MAX];
    /** Seconds since the limit was lowered. */
    private double calm;

    private double limit = START;
    private boolean starting = true;
    private int inFlight;
    private int straggling;
    private int epoch;
    private int outcomes;
    private int throttles;
    private int measured;
    /** What a post takes when nothing is in its way. */
    private long base = Long.MAX_VALUE;

    private double throttledShare;
    private Duration pause = Duration.ZERO;
    private Instant resume = Instant.MIN;

    /** A permit, which must end in one of its three ways; or null when the limit is reached or there is a pause. */
    synchronized @Nullable Permit tryAcquire(Instant now) {
        if (inFlight - straggling >= (int) limit || now.isBefore(resume)) {
            return null;
        }
        inFlight++;
        return new Permit(epoch);
    }

    synchronized int limit() {
        return (int) limit;
    }

    synchronized int inFlight() {
        return inFlight;
    }

    /** Whether so many posts to different connections are refused lately that it must be the account's limit. */
    synchronized boolean crowded() {
        return throttledShare > CROWDED;
    }

    private synchronized void delivered(Permit permit, Duration latency) {
        boolean used = 2 * (inFlight - straggling) >= limit;
        release(permit);
        throttledShare -= SHARE_OF_NEW * throttledShare;
        if (permit.straggling) {
            return;
        }
        if (used) {
            grow(latency.toNanos() / 1e9);
        }
        if (measured < latencies.length) {
            latencies[measured++] = latency.toNanos();
        }
        if (++outcomes >= Math.max(ROUND, (int) limit)) {
            judge();
        }
    }

    /** @param seconds what the post took; all posts together take the limit's number of seconds in a second */
    private void grow(double seconds) {
        calm += seconds / limit;
        double growth = GROWTH * Math.pow(2, Math.min(calm, MOST_DOUBLINGS));
        limit = Math.min(MAX, limit + (starting ? 1 : growth * seconds));
    }

    private void judge() {
        Arrays.sort(latencies, 0, measured);
        long median = latencies[measured / 2];
        // It drifts upwards, so that a service that has become slower for good is the new measure one day.
        base = Math.min(median, base == Long.MAX_VALUE ? median : base + base / 32);
        if (median > 2 * base + TOLERANCE.toNanos()) {
            lower(LOWERED_BY_LATENCY, Math.min(limit, LEAST_BY_LATENCY));
        } else if (throttles == 0) {
            pause = pause.dividedBy(2);
        }
        newRound();
    }

    private synchronized void throttled(Permit permit, Instant now) {
        release(permit);
        throttledShare += SHARE_OF_NEW * (1 - throttledShare);
        if (permit.issuedIn != epoch) {
            return;
        }
        outcomes++;
        throttles++;
        if (throttles >= MANY) {
            if ((int) limit == MIN) {
                lengthenPause();
                resume = now.plus(pause);
            }
            lower(2 * throttles >= outcomes ? LOWERED_BY_A_FLOOD : LOWERED_BY_A_FEW, MIN);
            // What is in flight now was sent at the old limit and must not lower the new one.
            epoch++;
            newRound();
        }
    }

    private void lengthenPause() {
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(SHORTEST_PAUSE) < 0
                ? SHORTEST_PAUSE
                : doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private void lower(double factor, double least) {
        starting = false;
        calm = 0;
        limit = Math.max(least, limit * factor);
    }

    private void newRound() {
        outcomes = 0;
        throttles = 0;
        measured = 0;
    }

    private synchronized void ignored(Permit permit) {
        release(permit);
    }

    private void release(Permit permit) {
        if (permit.ended) {
            throw new IllegalStateException("a permit ends once");
        }
        permit.ended = true;
        inFlight--;
        if (permit.straggling) {
            straggling--;
        }
    }

    private synchronized void straggle(Permit permit) {
        if (!permit.straggling && !permit.ended && straggling < MAX_STRAGGLING) {
            permit.straggling = true;
            straggling++;
        }
    }

    /** Leave to post to one connection. */
    final class Permit {
        private final int issuedIn;
        private boolean straggling;
        private boolean ended;

        private Permit(int issuedIn) {
            this.issuedIn = issuedIn;
        }

        /** Whether it is the account's limit, and not this connection's. */
        boolean crowded() {
            return Pace.this.crowded();
        }

        /** @param latency what the last post took */
        void success(Duration latency) {
            delivered(this, latency);
        }

        /** Refused with 429, for the first time. */
        void throttled(Instant now) {
            Pace.this.throttled(this, now);
        }

        /** Says nothing about the pace: gone, or refused again, or broken in some other way. */
        void ignored() {
            Pace.this.ignored(this);
        }

        /** It takes very long; from now on another may be posted to beside it, unless there are too many such. */
        void straggles() {
            straggle(this);
        }
    }
}
