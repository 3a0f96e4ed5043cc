package herald.lean;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the endpoint, handed out in turn. The look-up may block, so it is an errand; what is not too old is used
 * until it is back. Ages are by the clock, which goes on while an environment is frozen. Used on the event loop only.
 */
final class EndpointAddresses {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    /**
     * Load balancers' names live for a minute (AWS docs, "How Elastic Load Balancing works"): older ones serve only if no
     * others can be had.
     */
    private static final Duration STALE = Duration.ofSeconds(60);

    private final int port;
    private final Callable<InetAddress[]> lookUp;
    private final Errands errands;
    private final InstantSource clock;
    private final Consumer<@Nullable Throwable> ready;
    private final boolean literal;
    private InetAddress[] found;
    private int next;
    private long foundMillis;
    private boolean looking;

    /** @param ready told on the event loop, with what went wrong or null, when there may be an address */
    EndpointAddresses(Endpoint endpoint, Errands errands, InstantSource clock, Consumer<@Nullable Throwable> ready) {
        this(endpoint, () -> InetAddress.getAllByName(endpoint.host()), errands, clock, ready);
    }

    EndpointAddresses(
            Endpoint endpoint,
            Callable<InetAddress[]> lookUp,
            Errands errands,
            InstantSource clock,
            Consumer<@Nullable Throwable> ready) {
        this.port = endpoint.port();
        this.lookUp = lookUp;
        this.errands = errands;
        this.clock = clock;
        this.ready = ready;
        this.found = literal(endpoint.host());
        this.literal = found.length > 0;
    }

    /** Returns how many are known. */
    int count() {
        return found.length;
    }

    /** Returns one of them, or null until one is known. */
    @Nullable
    InetSocketAddress next(long nowMillis) {
        if (!literal && isOlder(LOOK_AGAIN, nowMillis) && !looking) {
            looking = true;
            errands.run(lookUp, this::looked);
        }
        if (found.length == 0 || (looking && isOlder(STALE, nowMillis))) {
            return null;
        }
        next = (next + 1) % found.length;
        return new InetSocketAddress(found[next], port);
    }

    private boolean isOlder(Duration age, long nowMillis) {
        long is = nowMillis - foundMillis;
        // Below zero the clock was set back, and nobody knows.
        return found.length == 0 || is < 0 || is > age.toMillis();
    }

    private void looked(InetAddress @Nullable [] addresses, @Nullable Throwable failure) {
        looking = false;
        if (addresses != null) {
            found = addresses;
        }
        // If it failed, what there was has to do until the next time.
        foundMillis = clock.millis();
        ready.accept(found.length == 0 ? failure : null);
    }

    private static InetAddress[] literal(String host) {
        try {
            return new InetAddress[] {InetAddress.ofLiteral(host)};
        } catch (IllegalArgumentException name) {
            return new InetAddress[0];
        }
    }
}
