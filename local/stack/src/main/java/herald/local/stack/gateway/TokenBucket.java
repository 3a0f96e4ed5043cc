package herald.local.stack.gateway;

import java.time.Duration;
import java.time.Instant;

/** API Gateway's throttle: {@code rate} tokens a second, at most {@code burst} kept. Thread-safe. */
final class TokenBucket {

    private final double rate;
    private final double burst;
    private double tokens;
    private Instant filledAt;

    TokenBucket(int rate, int burst, Instant now) {
        this.rate = rate;
        this.burst = burst;
        this.tokens = burst;
        this.filledAt = now;
    }

    /** Returns false if there is no token left. */
    synchronized boolean take(Instant now) {
        if (now.isAfter(filledAt)) {
            double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
            tokens = Math.min(burst, tokens + seconds * rate);
            filledAt = now;
        }
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
