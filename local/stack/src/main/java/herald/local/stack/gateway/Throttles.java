package herald.local.stack.gateway;

import herald.local.stack.feed.Feed;
import herald.local.stack.weather.StackClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The account's {@link Quotas}, as API Gateway enforces them: each upgrade, message and call of @connections takes a
 * token of one bucket that all APIs and stages share. Thread-safe.
 */
final class Throttles {

    /** Throttling comes in thousands, and the console is to show other things too. */
    private static final Duration TOLD_EVERY = Duration.ofSeconds(1);

    private final TokenBucket requests;
    private final TokenBucket connects;
    private final Optional<TokenBucket> posts;
    private final StackClock clock;
    private final Feed feed;
    private final String quota;
    private Instant toldAt = Instant.MIN;
    private long untold;

    Throttles(Quotas quotas, StackClock clock, Feed feed) {
        Instant now = clock.now();
        this.clock = clock;
        this.feed = feed;
        requests = new TokenBucket(quotas.requestRate(), quotas.requestBurst(), now);
        connects = new TokenBucket(quotas.connectRate(), quotas.connectRate(), now);
        posts = posts(quotas, now);
        quota = quotas.requestRate() + " requests a second, " + quotas.requestBurst() + " at once, and "
                + quotas.connectRate() + " connects";
    }

    private static Optional<TokenBucket> posts(Quotas quotas, Instant now) {
        if (quotas.postRate().isEmpty() && quotas.postBurst().isEmpty()) {
            return Optional.empty();
        }
        int rate = quotas.postRate().orElse(GatewayLimits.THROTTLE_RATE);
        return Optional.of(new TokenBucket(rate, quotas.postBurst().orElse(rate), now));
    }

    /** Returns false for an upgrade that is to be refused. */
    boolean letsConnect() {
        Instant now = clock.now();
        return (connects.take(now) && requests.take(now)) || told("an upgrade", now);
    }

    /** Returns false for a client's message that reaches no handler. */
    boolean letsMessage() {
        Instant now = clock.now();
        return requests.take(now) || told("a message", now);
    }

    /** Returns false for a call of @connections that is to be answered 429. */
    boolean letsCall() {
        Instant now = clock.now();
        boolean asked = posts.isEmpty() || posts.get().take(now);
        // The limit of @connections alone is one that a person asked for, who knows.
        return asked && (requests.take(now) || told("a call of @connections", now));
    }

    /** Tells the console, once a second at most, and returns false. */
    private synchronized boolean told(String refused, Instant now) {
        untold++;
        if (now.isAfter(toldAt.plus(TOLD_EVERY))) {
            String others = untold == 1 ? "" : ", and " + (untold - 1) + " before it";
            feed.problem("gateway", "Throttled " + refused + others + ": the account's quota is " + quota);
            toldAt = now;
            untold = 0;
        }
        return false;
    }
}
