package herald;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import herald.clients.Clients;
import herald.clients.Platform;
import herald.clients.Poster;
import herald.fanout.Means;
import herald.fanout.Tally;
import herald.invocation.TimeReserve;
import herald.publications.EventName;
import herald.publications.Publication;
import herald.queues.QueueUrl;
import herald.queues.Receipt;
import herald.queues.ReceivedRecord;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rehearsal is worth its time only as long as the stand-in for AWS says what the code understands. */
@Timeout(120)
class RehearsalTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final QueueUrl QUEUE = new QueueUrl("https://sqs.eu-central-1.amazonaws.com/1/Queue");

    @ParameterizedTest
    @EnumSource(Poster.class)
    void broadcastIsRehearsedWithoutAWorldOutside(Poster poster) {
        assertThat(Rehearsal.ofFan(broadcast(poster)).run(PATIENCE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Poster.class)
    void routesAreRehearsedWithoutAWorldOutside(Poster poster) {
        assertThat(Rehearsal.ofRoutes(connections(poster)).run(PATIENCE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Poster.class)
    void rehearsedFanOutGoesAllTheWay(Poster poster) throws Exception {
        var settings = broadcast(poster);
        try (var responder = new Responder(InstantSource.system());
                var fan = Wiring.fan(
                        settings,
                        Clients.rehearsing(settings.platform(), responder.uri("http")),
                        Rehearsal::withoutWaiting)) {
            var record = new SQSMessage();
            record.setMessageId("rehearsal");
            record.setBody("1");
            var receipt = new Receipt("rehearsal", "rehearsal", 1, Optional.empty());
            var tally = new Tally();
            List<ReceivedRecord<Publication>> records =
                    List.of(new ReceivedRecord<>(receipt, fan.reader().read(record)));

            assertThat(fan.broadcast()
                            .publications(records, new Means(new TimeReserve(() -> Duration.ofMinutes(1)), tally))
                            .get(60, TimeUnit.SECONDS))
                    .isEmpty();

            assertThat(tally.counts())
                    .containsEntry("delivered", Responder.AUDIENCE - 2L)
                    .containsEntry("gone", 1L)
                    .containsEntry("owed", 1L);
        }
    }

    @Test
    void rehearsedSocketIoClientJoins() throws Exception {
        var settings = connections(Poster.LEAN);
        try (var responder = new Responder(InstantSource.system());
                var routes = Wiring.routes(settings, Clients.rehearsing(settings.platform(), responder.uri("http")))) {
            var event = Samples.webSocket("message-socketio-connect.json");
            event.getRequestContext().setConnectionId(Responder.SOCKET_IO);

            assertThat(routes.message().handle(event).get(60, TimeUnit.SECONDS).did())
                    .isEqualTo("joined");
        }
    }

    private static Settings.ForConnections connections(Poster poster) {
        return new Settings.ForConnections(
                "Connections", 1, QUEUE, QUEUE, Set.of(new EventName("item_removed")), platform(poster));
    }

    private static Settings.ForBroadcast broadcast(Poster poster) {
        return new Settings.ForBroadcast(
                new Settings.Tables("Connections", "Progress", 1),
                new Settings.Queues(new Settings.Queue(QUEUE, 10), new Settings.Queue(QUEUE, 10)),
                new EventName("item_added"),
                Duration.ofMinutes(4),
                Optional.empty(),
                platform(poster));
    }

    private static Platform platform(Poster poster) {
        return new Platform("eu-central-1", URI.create("https://a1.example.com/prod"), poster, false, true);
    }
}
