package herald;

import herald.aws.AwsLimits;
import herald.clients.Platform;
import herald.clients.Poster;
import herald.connections.Audience;
import herald.publications.EventName;
import herald.queues.QueueUrl;
import herald.sweep.DueTimes;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environment, read once and checked. What is missing or wrong fails init with a sentence that names it, so that a
 * deployment fails and not the first message.
 */
final class Settings {

    /** The settings of the routes' function. {@code clientEvents}: those that clients may publish. */
    record ForConnections(
            String table,
            int shards,
            QueueUrl publishQueue,
            QueueUrl deliveryQueue,
            Set<EventName> clientEvents,
            Platform platform) {

        ForConnections {
            clientEvents = Set.copyOf(clientEvents);
        }
    }

    /**
     * The settings of the queues' function.
     *
     * @param defaultEvent the event of a message that names none
     * @param heartbeat how often Socket.IO clients are pinged
     * @param metrics what CloudWatch makes of the log, if anything
     */
    record ForBroadcast(
            Tables tables,
            Queues queues,
            EventName defaultEvent,
            Duration heartbeat,
            Optional<Metrics> metrics,
            Platform platform) {}

    /** The tables, and into how many shards an audience is cut in them. */
    record Tables(String connections, String progress, int shards) {}

    record Queues(Queue publish, Queue delivery) {

        Queue of(boolean delivering) {
            return delivering ? delivery : publish;
        }
    }

    /** @param receives how often a message is given out before it becomes a dead letter: {@code maxReceiveCount} */
    record Queue(QueueUrl url, int receives) {}

    /**
     * The settings of the schedule's function.
     *
     * @param heartbeat how often Socket.IO clients are pinged, and who asked for it is kept alive
     * @param recycleAge at which Socket.IO connections are replaced, at the earliest
     */
    record ForSweep(Tables tables, Duration heartbeat, Duration recycleAge, Platform platform) {}

    /**
     * A connection without traffic is closed after {@link AwsLimits#IDLE_TIMEOUT}; two minutes are left for a ping that
     * comes late.
     */
    private static final int MAX_HEARTBEAT_SECONDS =
            (int) AwsLimits.IDLE_TIMEOUT.minusMinutes(2).toSeconds();

    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    private Settings(Map<String, String> environment) {
        this.environment = environment;
    }

    static Map<String, String> environment() {
        return System.getenv();
    }

    static ForConnections forConnections(Map<String, String> environment) {
        var read = new Settings(environment);
        var settings = new ForConnections(
                read.text("CONNECTIONS_TABLE"),
                read.shards(),
                new QueueUrl(read.url("PUBLISH_QUEUE_URL")),
                new QueueUrl(read.url("DELIVERY_QUEUE_URL")),
                read.clientEvents(),
                read.platform());
        read.check();
        return settings;
    }

    static ForBroadcast forBroadcast(Map<String, String> environment) {
        var read = new Settings(environment);
        var settings = new ForBroadcast(
                read.tables(),
                new Queues(read.queue("PUBLISH"), read.queue("DELIVERY")),
                read.defaultEvent(),
                read.heartbeat(),
                read.metrics(),
                read.platform());
        read.check();
        return settings;
    }

    static ForSweep forSweep(Map<String, String> environment) {
        var read = new Settings(environment);
        var settings = new ForSweep(read.tables(), read.heartbeat(), read.recycleAge(), read.platform());
        read.check();
        return settings;
    }

    private void check() {
        if (!faults.isEmpty()) {
            throw new IllegalStateException("The environment is not as it must be. " + String.join(" ", faults));
        }
    }

    private Platform platform() {
        String managementApi = url("AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI");
        return new Platform(
                text("AWS_REGION"),
                URI.create(isHttp(managementApi) ? managementApi : ""),
                poster(),
                environment.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI"),
                "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE")));
    }

    private Poster poster() {
        String text = environment.getOrDefault("POSTER", "lean");
        return switch (text) {
            case "lean" -> Poster.LEAN;
            case "sdk" -> Poster.SDK;
            default -> {
                fault("POSTER", "is '" + text + "', neither lean nor sdk");
                yield Poster.LEAN;
            }
        };
    }

    private Optional<Metrics> metrics() {
        String text = environment.getOrDefault("METRICS", "none");
        return switch (text) {
            case "none" -> Optional.empty();
            case "stage", "dialect" ->
                Optional.of(new Metrics(text("METRICS_NAMESPACE"), text("STAGE_NAME"), text.equals("dialect")));
            default -> {
                fault("METRICS", "is '" + text + "', none of none, stage and dialect");
                yield Optional.empty();
            }
        };
    }

    private Tables tables() {
        return new Tables(text("CONNECTIONS_TABLE"), text("PROGRESS_TABLE"), shards());
    }

    private int shards() {
        return number("AUDIENCE_SHARDS", Audience.MAX_SHARDS);
    }

    private Duration heartbeat() {
        return Duration.ofSeconds(number("HEARTBEAT_INTERVAL", MAX_HEARTBEAT_SECONDS));
    }

    private Duration recycleAge() {
        return Duration.ofSeconds(number("RECYCLE_AGE", (int) DueTimes.MAX_RECYCLE_AGE.toSeconds()));
    }

    /** A whole number from 1 to the most. */
    private int number(String name, int most) {
        String text = text(name);
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The fault below says it.
        }
        if (!text.isEmpty()) {
            fault(name, "is '" + text + "', not a whole number from 1 to " + most);
        }
        return 1;
    }

    private EventName defaultEvent() {
        String name = text("DEFAULT_EVENT");
        return name.isEmpty() ? new EventName(name) : event("DEFAULT_EVENT", name);
    }

    private EventName event(String variable, String name) {
        var event = new EventName(name);
        event.fault().ifPresent(clause -> fault(variable, "is not usable: " + clause));
        return event;
    }

    /** The names in the list. An empty one is fine: then clients only listen. A missing one is not, so that nobody forgets to decide. */
    private Set<EventName> clientEvents() {
        String list = environment.get("CLIENT_EVENTS");
        if (list == null) {
            fault("CLIENT_EVENTS", "is not set; it may be empty");
            return Set.of();
        }
        Set<EventName> events = new LinkedHashSet<>();
        for (String part : list.split(",", -1)) {
            String name = part.trim();
            if (name.isEmpty() && !list.isBlank()) {
                fault("CLIENT_EVENTS", "has an empty name between its commas");
            } else if (!name.isEmpty()) {
                events.add(event("CLIENT_EVENTS", name));
            }
        }
        return events;
    }

    private Queue queue(String name) {
        return new Queue(new QueueUrl(url(name + "_QUEUE_URL")), number(name + "_RECEIVES", AwsLimits.SQS_RECEIVES));
    }

    private String url(String name) {
        String text = text(name);
        if (!text.isEmpty() && !isHttp(text)) {
            fault(name, "is '" + text + "', not an http or https URL");
        }
        return text;
    }

    private static boolean isHttp(String text) {
        try {
            var url = new URI(text);
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
        } catch (URISyntaxException notAUrl) {
            return false;
        }
    }

    /** A text, or an empty one after noting the fault, so that one failure names all of them. */
    private String text(String name) {
        String text = environment.get(name);
        if (text == null || text.isBlank()) {
            fault(name, text == null ? "is not set" : "is empty");
            return "";
        }
        return text;
    }

    private void fault(String name, String clause) {
        faults.add(name + " " + clause + ".");
    }
}
