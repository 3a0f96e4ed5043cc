package herald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.clients.Platform;
import herald.clients.Poster;
import herald.publications.EventName;
import herald.queues.QueueUrl;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final URI ENDPOINT = URI.create("https://a1.execute-api.eu-central-1.amazonaws.com/prod");

    private final Map<String, String> environment = new HashMap<>(Map.ofEntries(
            Map.entry("CONNECTIONS_TABLE", "Connections"),
            Map.entry("PROGRESS_TABLE", "Progress"),
            Map.entry("AUDIENCE_SHARDS", "4"),
            Map.entry("PUBLISH_QUEUE_URL", "http://127.0.0.1:9324/000000000000/Publish.fifo"),
            Map.entry("DELIVERY_QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/1/Delivery"),
            Map.entry("PUBLISH_RECEIVES", "10"),
            Map.entry("DELIVERY_RECEIVES", "100"),
            Map.entry("DEFAULT_EVENT", "item_added"),
            Map.entry("CLIENT_EVENTS", "item_removed, item_moved"),
            Map.entry("HEARTBEAT_INTERVAL", "240"),
            Map.entry(
                    "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI",
                    "https://a1.execute-api.eu-central-1.amazonaws.com/prod"),
            Map.entry("AWS_REGION", "eu-central-1")));

    @Test
    void connectionsFunctionReadsWhatItNeeds() {
        environment.remove("HEARTBEAT_INTERVAL");
        environment.remove("DEFAULT_EVENT");

        assertThat(Settings.forConnections(environment))
                .isEqualTo(new Settings.ForConnections(
                        "Connections",
                        4,
                        new QueueUrl("http://127.0.0.1:9324/000000000000/Publish.fifo"),
                        new QueueUrl("https://sqs.eu-central-1.amazonaws.com/1/Delivery"),
                        Set.of(new EventName("item_removed"), new EventName("item_moved")),
                        new Platform("eu-central-1", ENDPOINT, Poster.LEAN, false, false)));
    }

    @Test
    void broadcastFunctionReadsWhatItNeeds() {
        environment.remove("CLIENT_EVENTS");

        assertThat(Settings.forBroadcast(environment))
                .isEqualTo(new Settings.ForBroadcast(
                        new Settings.Tables("Connections", "Progress", 4),
                        new Settings.Queues(
                                new Settings.Queue(new QueueUrl("http://127.0.0.1:9324/000000000000/Publish.fifo"), 10),
                                new Settings.Queue(
                                        new QueueUrl("https://sqs.eu-central-1.amazonaws.com/1/Delivery"), 100)),
                        new EventName("item_added"),
                        Duration.ofMinutes(4),
                        Optional.empty(),
                        new Platform("eu-central-1", ENDPOINT, Poster.LEAN, false, false)));
    }

    @Test
    void metricsAreNamedByTheEnvironment() {
        environment.put("METRICS", "dialect");
        environment.put("METRICS_NAMESPACE", "Herald/chat");
        environment.put("STAGE_NAME", "prod");
        assertThat(Settings.forBroadcast(environment).metrics()).contains(new Metrics("Herald/chat", "prod", true));

        environment.put("METRICS", "stage");
        assertThat(Settings.forBroadcast(environment).metrics()).contains(new Metrics("Herald/chat", "prod", false));

        environment.put("METRICS", "all");
        environment.remove("STAGE_NAME");
        assertThatThrownBy(() -> Settings.forBroadcast(environment))
                .hasMessageContaining("METRICS is 'all', none of none, stage and dialect");

        environment.put("METRICS", "stage");
        assertThatThrownBy(() -> Settings.forBroadcast(environment)).hasMessageContaining("STAGE_NAME is not set");
    }

    @Test
    void sweepFunctionReadsWhatItNeeds() {
        environment.put("RECYCLE_AGE", "6600");
        environment.remove("PUBLISH_QUEUE_URL");
        environment.remove("DELIVERY_QUEUE_URL");
        environment.remove("DEFAULT_EVENT");
        environment.remove("CLIENT_EVENTS");

        assertThat(Settings.forSweep(environment))
                .isEqualTo(new Settings.ForSweep(
                        new Settings.Tables("Connections", "Progress", 4),
                        Duration.ofMinutes(4),
                        Duration.ofMinutes(110),
                        new Platform("eu-central-1", ENDPOINT, Poster.LEAN, false, false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECTIONS_TABLE",
                "PROGRESS_TABLE",
                "AUDIENCE_SHARDS",
                "HEARTBEAT_INTERVAL",
                "RECYCLE_AGE",
                "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI",
                "AWS_REGION"
            })
    void missingSettingOfTheSweepIsNamed(String name) {
        environment.put("RECYCLE_AGE", "6600");
        environment.remove(name);

        assertThatThrownBy(() -> Settings.forSweep(environment)).hasMessageContaining(name + " is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "7081", "110m", "1.5"})
    void recycleAgeIsWholeSecondsThatApiGatewayAllows(String age) {
        environment.put("RECYCLE_AGE", age);

        assertThatThrownBy(() -> Settings.forSweep(environment))
                .hasMessageContaining("RECYCLE_AGE is '" + age + "', not a whole number from 1 to 7080");
    }

    @Test
    void snapStartIsSeen() {
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:9001/2018-06-01/credentials");

        assertThat(Settings.forBroadcast(environment).platform())
                .isEqualTo(new Platform("eu-central-1", ENDPOINT, Poster.LEAN, true, true));
    }

    @ParameterizedTest
    @CsvSource({"lean,LEAN", "sdk,SDK"})
    void posterIsChosen(String word, Poster poster) {
        environment.put("POSTER", word);

        assertThat(Settings.forBroadcast(environment).platform().poster()).isEqualTo(poster);
        assertThat(Settings.forConnections(environment).platform().poster()).isEqualTo(poster);
    }

    @Test
    void clientsMayHaveNoEvents() {
        environment.put("CLIENT_EVENTS", "");

        assertThat(Settings.forConnections(environment).clientEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECTIONS_TABLE",
                "AUDIENCE_SHARDS",
                "PUBLISH_QUEUE_URL",
                "DELIVERY_QUEUE_URL",
                "CLIENT_EVENTS",
                "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI",
                "AWS_REGION"
            })
    void missingSettingOfConnectionsIsNamed(String name) {
        environment.remove(name);

        assertThatThrownBy(() -> Settings.forConnections(environment)).hasMessageContaining(name + " is not set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECTIONS_TABLE",
                "AUDIENCE_SHARDS",
                "PUBLISH_QUEUE_URL",
                "PROGRESS_TABLE",
                "DELIVERY_QUEUE_URL",
                "DEFAULT_EVENT",
                "HEARTBEAT_INTERVAL",
                "PUBLISH_RECEIVES",
                "DELIVERY_RECEIVES",
                "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI",
                "AWS_REGION"
            })
    void missingSettingOfBroadcastIsNamed(String name) {
        environment.remove(name);

        assertThatThrownBy(() -> Settings.forBroadcast(environment)).hasMessageContaining(name + " is not set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AUDIENCE_SHARDS|0",
                "AUDIENCE_SHARDS|257",
                "AUDIENCE_SHARDS|many",
                "CONNECTIONS_TABLE|' '",
                "PUBLISH_QUEUE_URL|Publish",
                "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI|wss://a1/prod",
                "POSTER|fast",
                "POSTER|''",
                "CLIENT_EVENTS|item_removed,ping",
                "CLIENT_EVENTS|item_removed,,item_added"
            })
    void wrongSettingIsNamed(String name, String value) {
        environment.put(name, value);

        assertThatThrownBy(() -> Settings.forConnections(environment)).hasMessageContaining(name + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "481", "4m"})
    void wrongHeartbeatIsNamed(String value) {
        environment.put("HEARTBEAT_INTERVAL", value);

        assertThatThrownBy(() -> Settings.forBroadcast(environment))
                .hasMessageContaining("HEARTBEAT_INTERVAL is '" + value + "', not a whole number from 1 to 480");
    }

    @Test
    void reservedDefaultEventIsNamed() {
        environment.put("DEFAULT_EVENT", "disconnect");

        assertThatThrownBy(() -> Settings.forBroadcast(environment))
                .hasMessageContaining("DEFAULT_EVENT is not usable: the event's name 'disconnect' is reserved");
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        assertThatThrownBy(() -> Settings.forBroadcast(Map.of()))
                .hasMessageContaining("CONNECTIONS_TABLE")
                .hasMessageContaining("DEFAULT_EVENT")
                .hasMessageContaining("AWS_REGION");
    }
}
