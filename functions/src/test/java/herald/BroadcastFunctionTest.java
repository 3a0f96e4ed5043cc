package herald;

import static herald.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import herald.clients.Clients;
import herald.clients.Platform;
import herald.clients.Poster;
import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.MemoryConnections;
import herald.connections.MemoryProgress;
import herald.dialects.Dialect;
import herald.dialects.Dialects;
import herald.fanout.Broadcast;
import herald.fanout.FanOutPorts;
import herald.fanout.Pace;
import herald.invocation.Timing;
import herald.posts.ScriptedPosts;
import herald.publications.ChannelName;
import herald.publications.EventName;
import herald.publications.Publication;
import herald.publications.PublicationReader;
import herald.queues.MemoryDeliveryQueue;
import herald.queues.QueueUrl;
import herald.queues.Visibility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The entry point on the sample events, as the real runtime reads them. */
@Timeout(60)
class BroadcastFunctionTest {

    private static final String ID = "059f36b4-87a3-44ab-83d2-66197000000";
    private static final Instant NOW = Instant.parse("2026-11-24T11:35:30Z");
    private static final Settings.ForBroadcast SETTINGS = new Settings.ForBroadcast(
            new Settings.Tables("Connections", "Progress", 1),
            new Settings.Queues(queue("PublishQueue-1A2B3C4D5E6F", 10), queue("DeliveryQueue-6F5E4D3C2B1A", 100)),
            new EventName("item_added"),
            Duration.ofMinutes(4),
            Optional.of(new Metrics("Herald/chat", "prod", true)),
            new Platform("eu-central-1", URI.create("http://127.0.0.1:9/prod"), Poster.LEAN, false, false));

    private final MemoryConnections connections = new MemoryConnections(() -> NOW, 10);
    private final ScriptedPosts posts = new ScriptedPosts();
    private final MemoryDeliveryQueue queue = new MemoryDeliveryQueue();
    private final List<Visibility.Change> onPublishQueue = new CopyOnWriteArrayList<>();
    private final List<Visibility.Change> onDeliveryQueue = new CopyOnWriteArrayList<>();
    private final Clients clients = new Clients(SETTINGS.platform());
    private final List<Wiring.Fan> built = new CopyOnWriteArrayList<>();
    private ToIntFunction<Publication> largestFrame = Dialects::largestFrame;
    private Duration visibilityTakes = Duration.ZERO;

    @AfterEach
    void close() {
        clients.close();
    }

    @Test
    void sampleBatchReachesItsAudiences() {
        connected("lobby", "plain", Dialects.PLAIN);
        connected("lobby", "batch", Dialects.BATCH);
        connected("orders/42", "orders", Dialects.PLAIN);

        assertThat(failures(Samples.sqs("sqs-batch.json"))).isEmpty();
        String first =
                "{\"event\":\"item_added\",\"data\":{\"id\": \"42\", \"price\": 1.10, \"name\": \"Blåbær \\u2603\"},"
                        + "\"id\":\"" + ID + "1\"}";
        String second = "{\"event\":\"item_removed\",\"data\":{\"id\":\"42\"},\"id\":\"" + ID + "2\"}";
        assertThat(posts.to("plain")).containsExactly(first, second);
        assertThat(posts.to("batch")).containsExactly("[" + first + "," + second + "]");
        assertThat(posts.to("orders"))
                .containsExactly(
                        "{\"event\":\"item_added\",\"data\":[1,2,3],\"id\":\"" + ID + "3\",\"channel\":\"orders/42\"}");
        assertThat(queue.messages()).isEmpty();
    }

    @Test
    void poisonOfTheSampleComesBackAtOnceAndItsNeighboursAreDelivered() {
        connected("lobby", "plain", Dialects.PLAIN);

        assertThat(failures(Samples.sqs("sqs-batch-with-poison.json"))).containsExactly(ID + "2");
        assertThat(posts.to("plain"))
                .containsExactly(
                        "{\"event\":\"item_added\",\"data\":{\"id\":\"1\"},\"id\":\"" + ID + "1\"}",
                        "{\"event\":\"item_added\",\"data\":{\"id\":\"3\"},\"id\":\"" + ID + "3\"}");
        assertThat(onPublishQueue)
                .extracting(change -> change.receipt().messageId(), Visibility.Change::after)
                .contains(tuple(ID + "2", Duration.ZERO));
        assertThat(onDeliveryQueue).isEmpty();
    }

    @Test
    void whatAnInvocationDidIsMeasuredByStageAndDialect() throws IOException {
        connected("lobby", "plain", Dialects.PLAIN);
        connected("lobby", "batch", Dialects.BATCH);

        String log = logOf(() -> {
            SQSEvent event = Samples.sqs("sqs-batch-with-poison.json");
            event.getRecords().forEach(record -> record.getAttributes().put("ApproximateReceiveCount", "10"));
            failures(event);
        });

        List<JsonNode> lines = log.lines()
                .filter(line -> line.startsWith("{\"_aws\""))
                .map(MetricsTest::json)
                .toList();
        JsonNode all = lines.getFirst();
        assertThat(List.of(
                        all.path("Stage").asText(),
                        all.path("delivered").asInt(),
                        all.path("audience").asInt(),
                        all.path("deadLettered").asInt()))
                .containsExactly("prod", 2, 2, 1);
        assertThat(lines.stream().skip(1).map(line -> line.path("Dialect").asText() + " " + line.path("delivered")))
                .containsExactly("batch 1", "plain 1");
    }

    @Test
    void recordOnWhichReadingBreaksDownFailsAlone() {
        connected("lobby", "plain", Dialects.PLAIN);
        largestFrame = publication -> {
            if (publication.data().equals(json("{\"id\":\"42\"}"))) {
                throw new IllegalArgumentException("a bug");
            }
            return 0;
        };

        assertThat(failures(Samples.sqs("sqs-batch.json"))).containsExactly(ID + "2");
        assertThat(posts.to("plain")).hasSize(1);
    }

    @Test
    void recordThatDoesNotSayItsQueueIsTakenForAPublication() {
        connected("lobby", "plain", Dialects.PLAIN);
        SQSEvent event = Samples.sqs("sqs-batch.json");
        event.getRecords().forEach(record -> record.setEventSourceArn(null));

        assertThat(failures(event)).isEmpty();
        assertThat(posts.to("plain")).hasSize(2);
    }

    @Test
    void sampleOfTheDeliveryQueueReachesWhomItNames() {
        assertThat(failures(Samples.sqs("sqs-delivery-owed.json"))).isEmpty();
        String object = "{\"event\":\"item_added\",\"data\":{\"id\": \"42\", \"price\": 1.10},\"id\":\"" + ID + "1\"}";
        assertThat(posts.to("L0SM9cOFvHcCIhw=")).containsExactly(object);
        assertThat(posts.to("L0SNAcOFvHcCIhx=")).containsExactly("[" + object + "]");
    }

    @Test
    void invocationReturnsInTimeWhenNothingAnswers() throws IOException {
        try (var silent = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress())) {
            System.setProperty("aws.endpointUrl", "http://127.0.0.1:" + silent.getLocalPort());
            var function = new BroadcastFunction(SETTINGS, () -> kept(Wiring.fan(SETTINGS)));
            var invocation = new Invocation(Duration.ofSeconds(3));

            SQSBatchResponse response = function.handleRequest(Samples.sqs("sqs-batch.json"), invocation);

            assertThat(response.getBatchItemFailures()).hasSize(3);
            // In time by the clock, when the machine is idle; nothing that waits for an answer would return so soon.
            assertThat(invocation.getRemainingTimeInMillis()).isGreaterThan(-3_000);
        } finally {
            System.clearProperty("aws.endpointUrl");
            built.getLast().close();
        }
    }

    /** As a first call to SQS may be, on a small share of a processor. */
    @Test
    void whatComesBackSoonerDoesSoAlsoByASlowCall() {
        visibilityTakes = Duration.ofSeconds(3);

        String log = logOf(() ->
                assertThat(failures(Samples.sqs("sqs-batch-with-poison.json"))).containsExactly(ID + "2"));

        assertThat(onPublishQueue).isNotEmpty();
        assertThat(log).doesNotContain("visibility timeout");
    }

    @Test
    void bugFailsEveryRecordAsSuchAndWhatMetItIsBuiltAnew() {
        connected("lobby", "plain", Dialects.PLAIN);
        var function = new BroadcastFunction(SETTINGS, () -> kept(fan(new Clients(SETTINGS.platform()))));
        posts.onPost(() -> {
            throw new IllegalStateException("of ours");
        });

        String log = logOf(() -> assertThat(
                        function.handleRequest(Samples.sqs("sqs-batch.json"), new Invocation(Duration.ofSeconds(60)))
                                .getBatchItemFailures())
                .hasSize(3));
        posts.onPost(() -> {});
        assertThat(function.handleRequest(Samples.sqs("sqs-batch.json"), new Invocation(Duration.ofSeconds(60)))
                        .getBatchItemFailures())
                .isEmpty();

        assertThat(log).contains("\"reason\":\"a bug: java.lang.IllegalStateException: of ours\"");
        assertThat(built).hasSize(2);
        built.getLast().close();
    }

    private static String logOf(Runnable action) {
        PrintStream before = System.out;
        var log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    private Wiring.Fan kept(Wiring.Fan fan) {
        built.add(fan);
        return fan;
    }

    private void connected(String channel, String id, Dialect dialect) {
        var connection = new Connection(new ConnectionId(id), dialect, NOW.minusSeconds(60));
        connections.add(new Audience(new ChannelName(channel), 0), connection).join();
    }

    private static Settings.Queue queue(String name, int receives) {
        var url = new QueueUrl("https://sqs.eu-central-1.amazonaws.com/123456789012/herald-" + name);
        return new Settings.Queue(url, receives);
    }

    private List<String> failures(SQSEvent event) {
        var function = new BroadcastFunction(SETTINGS, () -> fan(clients));
        return function.handleRequest(event, new Invocation(Duration.ofSeconds(60))).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private Wiring.Fan fan(Clients clients) {
        InstantSource clock = () -> NOW;
        var ports = new FanOutPorts(connections, new MemoryProgress(), posts, queue);
        var broadcast = new Broadcast(
                ports,
                new Pace(),
                new Timing(
                        clients.executor(),
                        clock,
                        delay -> new CompletableFuture<Void>()
                                .completeOnTimeout(null, delay.toMillis(), TimeUnit.MILLISECONDS)),
                () -> 0.5,
                Duration.ofMinutes(4),
                1);
        return new Wiring.Fan(
                clients,
                new PublicationReader(new EventName("item_added"), publication -> largestFrame.applyAsInt(publication)),
                broadcast,
                ports,
                changes -> remember(changes, onPublishQueue),
                changes -> remember(changes, onDeliveryQueue));
    }

    private CompletableFuture<Void> remember(List<Visibility.Change> changes, List<Visibility.Change> where) {
        where.addAll(changes);
        return new CompletableFuture<Void>().completeOnTimeout(null, visibilityTakes.toMillis(), TimeUnit.MILLISECONDS);
    }
}
