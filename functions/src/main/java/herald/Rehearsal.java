package herald;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import herald.connections.ConnectionId;
import herald.fanout.FanOut;
import herald.fanout.Tally;
import herald.invocation.TimeReserve;
import herald.posts.ManagementApiPosts;
import herald.publications.Publication;
import herald.publications.ReadResult;
import herald.queues.Receipt;
import herald.queues.ReceivedRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What goes into a snapshot: whole fan-outs, and all routes, by clients that believe a {@link Responder} to be AWS, so often
 * that the code is not only loaded but compiled. Nothing leaves the machine; everything it made is closed at the end.
 */
final class Rehearsal {

    /** Of about a hundred posts each, if there is time: together enough for the code that matters to be compiled. */
    private static final int FAN_OUTS = 40;

    private static final int ROUNDS_OF_ROUTES = 100;
    private static final Duration ROUND = Duration.ofSeconds(3);

    private Rehearsal() {}

    static void fan(Settings.ForBroadcast settings, Duration patience) {
        long endNanos = System.nanoTime() + patience.toNanos();
        try (var responder = new Responder(InstantSource.system());
                var fan = Wiring.fan(
                        settings,
                        Clients.rehearsing(settings.platform(), responder.uri("http")),
                        Rehearsal::withoutWaiting)) {
            for (int i = 0; i < FAN_OUTS && System.nanoTime() - endNanos < 0; i++) {
                List<ReceivedRecord<Publication>> records = List.of(
                        received(i, fan.reader().read(record("{\"rehearsal\":[" + i + ",\"a\",null]}"))),
                        received(i, fan.reader().read(record("\"rehearsal\""))));
                var means = new FanOut.Means(new TimeReserve(() -> ROUND), new Tally());
                Exercises.await(List.of(fan.broadcast().publications(records, means)), ROUND);
            }
            Exercises.fan(fan, ROUND);
            Exercises.deliveries(fan, ROUND);
            overTls(settings.platform(), responder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void routes(Settings.ForConnections settings, Duration patience) {
        long endNanos = System.nanoTime() + patience.toNanos();
        try (var responder = new Responder(InstantSource.system());
                var routes = Wiring.routes(settings, Clients.rehearsing(settings.platform(), responder.uri("http")))) {
            for (int i = 0; i < ROUNDS_OF_ROUTES && System.nanoTime() - endNanos < 0; i++) {
                Exercises.routes(routes, ROUND);
                Exercises.socketIo(routes, new ConnectionId(Responder.SOCKET_IO), ROUND);
            }
            overTls(settings.platform(), responder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What is refused is tried again at once. */
    static CompletableFuture<Void> withoutWaiting(Duration delay) {
        return CompletableFuture.completedFuture(null);
    }

    /** The handshake fails, after the trust store and most of TLS have been loaded. */
    private static void overTls(Settings.Platform platform, Responder responder) {
        try (var clients = Clients.rehearsing(platform, responder.uri("https"))) {
            var posts = new ManagementApiPosts(clients.managementApi(), clients.executor());
            Exercises.await(List.of(posts.close(new ConnectionId("rehearsal="), ROUND)), ROUND);
        }
    }

    private static ReceivedRecord<Publication> received(int round, ReadResult<Publication> reading) {
        return new ReceivedRecord<>(new Receipt("rehearsal-" + round, "rehearsal", 1, Optional.empty()), reading);
    }

    private static SQSMessage record(String body) {
        var record = new SQSMessage();
        record.setMessageId("rehearsal");
        record.setBody(body);
        return record;
    }
}
