package herald;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import herald.clients.Clients;
import herald.clients.Platform;
import herald.connections.ConnectionId;
import herald.fanout.FailedRecord;
import herald.fanout.Means;
import herald.fanout.Tally;
import herald.invocation.TimeReserve;
import herald.posts.ManagementApiPosts;
import herald.posts.Outcome;
import herald.publications.Publication;
import herald.publications.ReadResult;
import herald.publications.ReadResult.Accepted;
import herald.queues.DeliveryMessage;
import herald.queues.DeliveryMessage.Continuation;
import herald.queues.DeliveryMessage.Welcome;
import herald.queues.Receipt;
import herald.queues.ReceivedRecord;
import herald.queues.Visibility;
import herald.routes.RouteAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The practice that goes into a snapshot: whole fan-outs, and all routes, by clients that believe a {@link Responder} to be
 * AWS, so often that the code is not only loaded but compiled. Nothing leaves the machine; everything it made is closed at
 * the end.
 *
 * @param rounds how often the first part is done, if there is time
 */
record Rehearsal<P extends Wiring.Parts>(
        Platform platform,
        Function<Clients, P> build,
        int rounds,
        Function<P, CompletableFuture<?>> round,
        Function<P, CompletableFuture<?>> end) {

    private static final Receipt RECEIPT = new Receipt("rehearsal", "rehearsal", 1, Optional.empty());

    /** Fan-outs of about a hundred posts each: together enough for the code that matters to be compiled. */
    static Rehearsal<Wiring.Fan> ofFan(Settings.ForBroadcast settings) {
        return new Rehearsal<>(
                settings.platform(),
                clients -> Wiring.fan(settings, clients, Rehearsal::withoutWaiting),
                40,
                Rehearsal::publications,
                fan -> CompletableFuture.allOf(Exercises.fan(fan).toArray(CompletableFuture[]::new))
                        .thenCompose(done -> deliveries(fan)));
    }

    static Rehearsal<Wiring.Routes> ofRoutes(Settings.ForConnections settings) {
        return new Rehearsal<>(
                settings.platform(),
                clients -> Wiring.routes(settings, clients),
                100,
                Rehearsal::plain,
                Rehearsal::socketIo);
    }

    /**
     * Takes about so long; returns what went wrong, if it did not end well. Of the rounds only the last counts: the first may
     * be too slow for their deadlines.
     */
    Optional<Mishap> run(Duration patience) {
        long endNanos = System.nanoTime() + patience.toNanos();
        try (var responder = new Responder(InstantSource.system());
                P parts = build.apply(Clients.rehearsing(platform, responder.uri("http")))) {
            Optional<Mishap> last = Optional.empty();
            for (int i = 0; i < rounds && System.nanoTime() - endNanos < 0; i++) {
                last = mishap(() -> round.apply(parts));
            }
            return Stream.of(last, mishap(() -> end.apply(parts)), overTls(responder))
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<Mishap> mishap(Supplier<CompletableFuture<?>> work) {
        try {
            Mishap.orResult(() -> work.get().thenApply(done -> true), Exercises.PATIENCE);
            return Optional.empty();
        } catch (Mishap mishap) {
            return Optional.of(mishap);
        }
    }

    /** The handshake fails, after the trust store and most of TLS have been loaded. */
    private Optional<Mishap> overTls(Responder responder) {
        try (var clients = Clients.rehearsing(platform, responder.uri("https"))) {
            var posts = new ManagementApiPosts(clients.managementApi(), clients.executor());
            return mishap(() -> posts.close(new ConnectionId("rehearsal="), Exercises.PATIENCE)
                    .thenAccept(outcome -> require(outcome instanceof Outcome.Failed, outcome)));
        }
    }

    /** A delay that is over at once: what is refused is tried again without a pause. */
    static CompletableFuture<Void> withoutWaiting(Duration delay) {
        return CompletableFuture.completedFuture(null);
    }

    private static CompletableFuture<?> plain(Wiring.Routes routes) {
        List<CompletableFuture<RouteAnswer>> answers = Exercises.routes(routes);
        return CompletableFuture.allOf(did("answered", answers.getFirst()), did("forgotten", answers.getLast()));
    }

    /** A Socket.IO client connects and joins, and says what is refused. */
    private static CompletableFuture<?> socketIo(Wiring.Routes routes) {
        var id = new ConnectionId(Responder.SOCKET_IO);
        APIGatewayV2WebSocketEvent connect = Exercises.message(id, "");
        connect.getRequestContext().setConnectedAt(System.currentTimeMillis());
        connect.setQueryStringParameters(Map.of("EIO", "4", "transport", "websocket"));
        return did("accepted", routes.connect().handle(connect))
                .thenCompose(open ->
                        did("joined", routes.message().handle(Exercises.message(id, "40{\"token\":\"priming\"}"))))
                .thenCompose(joined -> did(
                        "refused",
                        routes.message().handle(Exercises.message(id, "420[\"priming\"," + Exercises.BODY + "]"))));
    }

    /** A fan-out to the audience of a responder, all the way: but for one who is gone and one who is throttled, it hears. */
    private static CompletableFuture<?> publications(Wiring.Fan fan) {
        var tally = new Tally();
        List<ReceivedRecord<Publication>> records = List.of(
                received(fan.reader().read(Exercises.record(Exercises.BODY))),
                received(fan.reader().read(Exercises.record("1"))));
        return none(fan.broadcast().publications(records, means(tally))).thenRun(() -> {
            Map<String, Long> counts = tally.counts();
            require(counts.entrySet().containsAll(Map.of("gone", 1L, "owed", 1L).entrySet()), counts);
        });
    }

    /** The work that is not there until something goes wrong, so that only a snapshot is worth its while. */
    private static CompletableFuture<?> deliveries(Wiring.Fan fan) {
        var work = new Continuation(Exercises.AUDIENCE, List.of(Exercises.publication(fan)), null);
        var welcome = new Welcome(Exercises.AUDIENCE, Exercises.NOBODY, Instant.EPOCH);
        List<ReceivedRecord<DeliveryMessage>> nobodysWork =
                List.of(received(new Accepted<>(work)), received(new Accepted<>(welcome)));
        return CompletableFuture.allOf(
                none(fan.broadcast().deliveries(nobodysWork, means(new Tally()))),
                fan.onPublishQueue().change(List.of(new Visibility.Change(RECEIPT, Duration.ZERO))));
    }

    private static <T> ReceivedRecord<T> received(ReadResult<T> reading) {
        return new ReceivedRecord<>(RECEIPT, reading);
    }

    private static Means means(Tally tally) {
        return new Means(new TimeReserve(() -> Exercises.PATIENCE), tally);
    }

    private static CompletableFuture<Void> did(String word, CompletableFuture<RouteAnswer> answer) {
        return answer.thenAccept(given -> require(given.did().equals(word), given));
    }

    private static CompletableFuture<Void> none(CompletableFuture<List<FailedRecord>> failures) {
        return failures.thenAccept(some -> require(some.isEmpty(), some));
    }

    private static void require(boolean fine, Object answer) {
        if (!fine) {
            throw new IllegalStateException("answered with " + answer);
        }
    }
}
