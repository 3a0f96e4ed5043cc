package herald.posts;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the endpoint, one after the other. The look-up may block, so it is an errand; what is old is used until
 * it is back. Used on the event loop only.
 */
final class Addresses {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final Endpoint endpoint;
    private final Errands errands;
    private final Consumer<@Nullable Throwable> ready;
    private final boolean literal;
    private InetAddress[] found = {};
    private int next;
    private long lookedNanos;
    private boolean looking;

    /** @param ready told on the event loop, with what went wrong or null, when {@link #next} had none */
    Addresses(Endpoint endpoint, Errands errands, Consumer<@Nullable Throwable> ready) {
        this.endpoint = endpoint;
        this.errands = errands;
        this.ready = ready;
        this.literal = isLiteral(endpoint.host());
        if (literal) {
            found = new InetAddress[] {InetAddress.ofLiteral(bare(endpoint.host()))};
        }
    }

    /** One, or null until it is known. */
    @Nullable
    InetSocketAddress next(long nowNanos) {
        boolean old = found.length == 0 || nowNanos - lookedNanos > LOOK_AGAIN.toNanos();
        if (old && !literal && !looking) {
            looking = true;
            lookedNanos = nowNanos;
            errands.run(() -> InetAddress.getAllByName(endpoint.host()), this::looked);
        }
        if (found.length == 0) {
            return null;
        }
        next = (next + 1) % found.length;
        return new InetSocketAddress(found[next], endpoint.port());
    }

    private void looked(InetAddress @Nullable [] addresses, @Nullable Throwable failure) {
        looking = false;
        boolean waitedFor = found.length == 0;
        if (addresses != null) {
            found = addresses;
        }
        if (waitedFor) {
            ready.accept(failure);
        }
    }

    private static boolean isLiteral(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return host.startsWith("[");
            }
        }
        return true;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
