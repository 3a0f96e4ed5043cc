package herald.bench.scale;

/**
 * API Gateway's throttle (AWS docs, quotas: 10,000 requests a second for an account and Region, burst 5,000). Time is an
 * argument. Not thread-safe.
 */
final class SimulatedQuota {

    static final double RATE = 10_000;
    static final double BURST = 5_000;

    private final double ratePerNano;
    private final double burst;
    private double tokens;
    private long filledAtNanos;

    SimulatedQuota(double ratePerSecond, double burst) {
        this.ratePerNano = ratePerSecond / 1e9;
        this.burst = burst;
        this.tokens = burst;
    }

    /** @param nowNanos must not go back */
    boolean take(long nowNanos) {
        tokens = Math.min(burst, tokens + (nowNanos - filledAtNanos) * ratePerNano);
        filledAtNanos = nowNanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** The least time in which this many requests can be taken, in seconds. */
    static double floorSeconds(long requests) {
        return Math.max(0, (requests - BURST) / RATE);
    }
}
