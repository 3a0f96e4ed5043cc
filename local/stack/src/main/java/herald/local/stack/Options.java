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

/** The command line of {@code local/up}, checked. */
public record Options(
        Input input, Endpoints endpoints, Speeds speeds, Behaviour behaviour, FaultPlan faults, Output output) {

    /**
     * The template that is run, and what it is run with.
     *
     * @param template absolute
     * @param state where queued messages are kept, absolute; empty for the place that goes with the template
     * @param fresh whether messages that an earlier run left there are dropped
     */
    public record Input(Path template, Map<String, String> parameters, Optional<Path> state, boolean fresh) {

        public Input {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * The ports and endpoints by which it is found.
     *
     * @param port of the gateway, 0 for any free one, as are the other two
     * @param dynamodb an endpoint to use in place of a process of the stack's own
     * @param tls whether the gateway speaks TLS, with a certificate of its own
     */
    public record Endpoints(int port, int sqsPort, int dynamodbPort, Optional<URI> dynamodb, boolean tls) {}

    /**
     * The speeds of clocks: how many times as fast as time they run.
     *
     * @param schedules that of the schedules
     * @param alarms that of the minutes of metrics and alarms
     */
    public record Speeds(int schedules, int alarms) {}

    /**
     * The outputs of the run.
     *
     * @param grants where to write what of the roles' grants was used, absolute
     * @param open whether the page is opened in a browser
     */
    public record Output(BillSettings bill, Optional<Path> grants, boolean open, boolean verbose) {}

    /**
     * The choices in what API Gateway and Lambda do.
     *
     * @param concurrency beyond which invocations are throttled; empty if they wait
     * @param disconnectDelay how late {@code $disconnect} comes for a client that vanished without a close
     * @param disconnects whether {@code $disconnect} comes at all, which AWS does not promise
     */
    public record Behaviour(
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
                    Addresses.REGION_AND_ACCOUNT,
                    new GatewaySettings.Lifetime(idleTimeout, maxDuration),
                    quotas,
                    Optional.of(disconnectDelay),
                    disconnects);
        }
    }

    /**
     * The bill, and where it is told.
     *
     * @param printed whether a bill stands at the end of the output
     * @param file that gets it too, absolute
     */
    public record BillSettings(Prices prices, boolean printed, Optional<Path> file) {}

    /**
     * The faults that are to happen.
     *
     * @param profile with which it started
     * @param chances those of the profile among them
     * @param seed of all chance; empty for another one each time
     * @param visibilityTimeout of every queue in place of its own
     */
    public record FaultPlan(
            Profile profile, List<Chance> chances, OptionalLong seed, Optional<Duration> visibilityTimeout) {

        public FaultPlan {
            chances = List.copyOf(chances);
        }

        public static FaultPlan none() {
            return new FaultPlan(Profile.CALM, List.of(), OptionalLong.empty(), Optional.empty());
        }
    }
}
