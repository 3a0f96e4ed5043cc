package herald.local.stack.gateway;

import java.time.Duration;
import java.util.Optional;

/**
 * How the front runs.
 *
 * @param port 0 for any free one
 * @param idleTimeout a connection is closed after this long without a message or a post
 * @param maxDuration a connection is closed at this age, whatever it does
 * @param quotas what is throttled
 * @param vanishedDisconnectDelay how long after a client vanished without a close frame its {@code $disconnect} event
 *     comes; never, if empty
 * @param disconnects whether there are {@code $disconnect} events at all: AWS promises them by best effort only
 */
public record GatewaySettings(
        int port,
        String region,
        String account,
        Duration idleTimeout,
        Duration maxDuration,
        Quotas quotas,
        Optional<Duration> vanishedDisconnectDelay,
        boolean disconnects) {

    public GatewaySettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
        positive("idleTimeout", idleTimeout);
        positive("maxDuration", maxDuration);
    }

    /** AWS's limits, and a {@code $disconnect} event a second after a client vanished. */
    public static GatewaySettings defaults(int port, String region, String account) {
        return new GatewaySettings(
                port,
                region,
                account,
                Limits.IDLE_TIMEOUT,
                Limits.MAX_DURATION,
                Quotas.ofAws(),
                Optional.of(Duration.ofSeconds(1)),
                true);
    }

    private static void positive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive, not " + duration);
        }
    }
}
