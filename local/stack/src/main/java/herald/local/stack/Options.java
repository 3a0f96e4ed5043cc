package herald.local.stack;

import herald.local.rules.prices.Prices;
import herald.local.stack.gateway.GatewaySettings;
import herald.local.stack.gateway.Quotas;
import herald.local.stack.weather.Chance;
import herald.local.stack.weather.Profile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What {@code local/up} was told on its command line, checked.
 *
 * @param template absolute
 * @param port 0 for any free one, as are the other two
 * @param dynamodb an endpoint to use in place of a process of the stack's own
 * @param tls whether the gateway speaks TLS, with a certificate of its own
 * @param scheduleSpeed how many times as fast as time the schedules' clock runs
 * @param alarmSpeed how many times as fast the minutes of metrics and alarms pass
 * @param state where queued messages are kept, absolute; empty for the place that goes with the template
 * @param grants where to write what of the roles' grants was used, absolute
 */
public record Options(
        Path template,
        int port,
        int sqsPort,
        int dynamodbPort,
        Optional<URI> dynamodb,
        Map<String, String> parameters,
        Optional<Path> state,
        boolean fresh,
        boolean tls,
        int scheduleSpeed,
        int alarmSpeed,
        Weathering weathering,
        Faulting faulting,
        Billing billing,
        Optional<Path> grants,
        boolean open,
        boolean verbose) {

    public Options {
        parameters = Map.copyOf(parameters);
    }

    /**
     * What can be set of API Gateway's behaviour.
     *
     * @param concurrency beyond which invocations are throttled; empty if they wait
     * @param disconnectDelay how late {@code $disconnect} comes for a client that vanished without a close
     * @param disconnects whether {@code $disconnect} comes at all, which AWS does not promise
     */
    public record Weathering(
            Duration idleTimeout,
            Duration maxDuration,
            Quotas quotas,
            OptionalInt concurrency,
            Duration disconnectDelay,
            boolean disconnects) {

        /** @param port 0 for any free one */
        GatewaySettings gateway(int port) {
            return new GatewaySettings(
                    port,
                    Addresses.REGION,
                    Addresses.ACCOUNT,
                    idleTimeout,
                    maxDuration,
                    quotas,
                    Optional.of(disconnectDelay),
                    disconnects);
        }
    }

    /**
     * What is said of costs.
     *
     * @param printed whether a bill stands at the end of the output
     * @param file that gets it too, absolute
     */
    public record Billing(Prices prices, boolean printed, Optional<Path> file) {}

    /**
     * What is to go wrong.
     *
     * @param profile with which it started
     * @param chances those of the profile among them
     * @param seed of all chance; empty for another one each time
     * @param visibilityTimeout of every queue in place of its own
     */
    public record Faulting(
            Profile profile, List<Chance> chances, OptionalLong seed, Optional<Duration> visibilityTimeout) {

        public Faulting {
            chances = List.copyOf(chances);
        }

        public static Faulting none() {
            return new Faulting(Profile.CALM, List.of(), OptionalLong.empty(), Optional.empty());
        }
    }
}
