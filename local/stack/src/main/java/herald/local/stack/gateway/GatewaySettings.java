package herald.local.stack.gateway;

import herald.local.rules.iam.Region;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of the front.
 *
 * @param port 0 for any free one
 * @param quotas what is throttled
 * @param vanishedDisconnectDelay how long after a client vanished without a close frame its {@code $disconnect} event
 *     comes; never, if empty
 * @param disconnects whether there are {@code $disconnect} events at all: AWS promises them by best effort only
 */
public record GatewaySettings(
        int port,
        Region region,
        Lifetime lifetime,
        Quotas quotas,
        Optional<Duration> vanishedDisconnectDelay,
        boolean disconnects) {

    public GatewaySettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
    }

    /**
     * The life of a connection.
     *
     * @param idleTimeout it is closed after this long without a message or a post
     * @param maxDuration it is closed at this age, whatever it does
     */
    public record Lifetime(Duration idleTimeout, Duration maxDuration) {

        static final Lifetime OF_AWS = new Lifetime(GatewayLimits.IDLE_TIMEOUT, GatewayLimits.MAX_DURATION);

        public Lifetime {
            positive("idleTimeout", idleTimeout);
            positive("maxDuration", maxDuration);
        }
    }

    /** Returns AWS's limits, and a {@code $disconnect} event a second after a client vanished. */
    public static GatewaySettings defaults(int port, Region region) {
        return new GatewaySettings(
                port, region, Lifetime.OF_AWS, Quotas.ofAws(), Optional.of(Duration.ofSeconds(1)), true);
    }

    private static void positive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive, not " + duration);
        }
    }
}
