package herald.lean;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The keys of the moment. The provider is asked on a thread of its own, since it may do so over HTTP, and again every few
 * seconds while there are calls, so that new keys are taken up; providers remember, so that is cheap. Used on the event
 * loop only.
 */
final class KeyRing {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final AwsCredentialsProvider provider;
    private final Errands errands;
    private final InstantSource clock;
    private final Consumer<@Nullable Throwable> ready;
    private @Nullable Keys keys;
    private long expireMillis = Long.MAX_VALUE;
    private long askedMillis;
    private boolean asking;
    private boolean waitedFor;

    /** @param ready told on the event loop, with null when there are keys or, if those are waited for, why there are none */
    KeyRing(
            AwsCredentialsProvider provider,
            Errands errands,
            InstantSource clock,
            Consumer<@Nullable Throwable> ready) {
        this.provider = provider;
        this.errands = errands;
        this.clock = clock;
        this.ready = ready;
    }

    /** The keys, or null until it is told that there are some. */
    @Nullable
    Keys at(long nowMillis) {
        boolean usable = keys != null && nowMillis < expireMillis;
        if (!asking && (!usable || nowMillis - askedMillis >= ASK_AGAIN.toMillis())) {
            asking = true;
            waitedFor = !usable;
            askedMillis = nowMillis;
            errands.run(provider::resolveCredentials, this::resolved);
        }
        return usable ? keys : null;
    }

    private void resolved(@Nullable AwsCredentials credentials, @Nullable Throwable failure) {
        asking = false;
        if (credentials != null) {
            String token = credentials instanceof AwsSessionCredentials session ? session.sessionToken() : null;
            var found = new Keys(credentials.accessKeyId(), credentials.secretAccessKey(), token);
            // The same object while nothing has changed, which is quicker to compare.
            keys = found.equals(keys) ? keys : found;
            expireMillis = credentials.expirationTime().map(this::usableUntil).orElse(Long.MAX_VALUE);
            ready.accept(null);
        } else if (failure != null && waitedFor) {
            // Otherwise those in hand serve on: there was time to fetch new ones, and there will be again.
            ready.accept(failure);
        }
    }

    /** Keys that have expired when they come are as good as there are, and to ask for better at once would come to no end. */
    private long usableUntil(Instant expiration) {
        long now = clock.millis();
        return expiration.toEpochMilli() > now ? expiration.toEpochMilli() : now + ASK_AGAIN.toMillis();
    }
}
