package herald;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import herald.connections.Audience;
import herald.connections.ConnectionId;
import herald.dialects.Dialects;
import herald.fanout.FailedRecord;
import herald.fanout.Means;
import herald.fanout.Tally;
import herald.invocation.TimeReserve;
import herald.posts.Outcome;
import herald.publications.ChannelName;
import herald.publications.Publication;
import herald.publications.ReadResult;
import herald.publications.ReadResult.Accepted;
import herald.publications.ReadResult.Rejection;
import herald.queues.DeliveryMessage;
import herald.queues.DeliveryMessage.Continuation;
import herald.queues.DeliveryMessage.Welcome;
import herald.queues.Receipt;
import herald.queues.ReceivedRecord;
import herald.queues.Visibility;
import herald.routes.RouteAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The ways that invocations will go, to a connection and an audience that don't exist, so that nothing is changed. Their
 * futures fail if something is answered that a {@link Responder} would not have answered.
 */
final class Exercises {

    /** An id that is well-formed, and nobody's. */
    private static final ConnectionId NOBODY = new ConnectionId("AAAAAAAAAAAAAAA=");

    private static final String BODY = "{\"priming\":[1,\"a\",null]}";
    private static final Receipt RECEIPT = new Receipt("priming", "priming", 1, Optional.empty());
    private static final Audience AUDIENCE = new Audience(new ChannelName("herald.priming"), 0);

    /** An exercise's own deadline for what it begins. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Exercises() {}

    static CompletableFuture<?> routes(Wiring.Routes routes) {
        APIGatewayV2WebSocketEvent ping = message(NOBODY, "{\"event\":\"ping\",\"data\":" + BODY + "}");
        return CompletableFuture.allOf(
                did("answered", routes.message().handle(ping)),
                did("forgotten", routes.disconnect().handle(ping)));
    }

    /** A Socket.IO client connects and joins, and says what is refused. Only where nothing is real. */
    static CompletableFuture<?> socketIo(Wiring.Routes routes) {
        var id = new ConnectionId(Responder.SOCKET_IO);
        APIGatewayV2WebSocketEvent connect = message(id, "");
        connect.getRequestContext().setConnectedAt(System.currentTimeMillis());
        connect.setQueryStringParameters(Map.of("EIO", "4", "transport", "websocket"));
        return did("accepted", routes.connect().handle(connect))
                .thenCompose(open -> did("joined", routes.message().handle(message(id, "40{\"token\":\"priming\"}"))))
                .thenCompose(joined ->
                        did("refused", routes.message().handle(message(id, "420[\"priming\"," + BODY + "]"))));
    }

    /** The first steps of a fan-out. */
    static CompletableFuture<?> fan(Wiring.Fan fan) {
        Publication publication = publication(fan);
        return CompletableFuture.allOf(
                fan.ports()
                        .connections()
                        .page(AUDIENCE, null)
                        .thenAccept(page -> require(!page.connections().isEmpty(), page)),
                fan.ports()
                        .posts()
                        .post(
                                NOBODY,
                                Dialects.BATCH.encode(List.of(publication)).getFirst(),
                                PATIENCE)
                        .thenAccept(outcome -> require(outcome instanceof Outcome.Delivered, outcome)));
    }

    /** A fan-out to the audience of a responder, all the way: but for one who is gone and one who is throttled, it hears. */
    static CompletableFuture<?> publications(Wiring.Fan fan) {
        var tally = new Tally();
        List<ReceivedRecord<Publication>> records = List.of(
                received(fan.reader().read(record(BODY))), received(fan.reader().read(record("1"))));
        return none(fan.broadcast().publications(records, means(tally))).thenRun(() -> {
            Map<String, Long> counts = tally.counts();
            require(counts.entrySet().containsAll(Map.of("gone", 1L, "owed", 1L).entrySet()), counts);
        });
    }

    /** The work that is not there until something goes wrong, so that only a snapshot is worth its while. */
    static CompletableFuture<?> deliveries(Wiring.Fan fan) {
        var work = new Continuation(AUDIENCE, List.of(publication(fan)), null);
        var welcome = new Welcome(AUDIENCE, NOBODY, Instant.EPOCH);
        List<ReceivedRecord<DeliveryMessage>> nobodysWork =
                List.of(received(new Accepted<>(work)), received(new Accepted<>(welcome)));
        return CompletableFuture.allOf(
                none(fan.broadcast().deliveries(nobodysWork, means(new Tally()))),
                fan.onPublishQueue().change(List.of(new Visibility.Change(RECEIPT, Duration.ZERO))));
    }

    private static Publication publication(Wiring.Fan fan) {
        return switch (fan.reader().read(record(BODY))) {
            case Accepted<Publication>(Publication publication) -> publication;
            case Rejection<Publication>(String reason) -> throw new IllegalStateException(reason);
        };
    }

    private static SQSMessage record(String body) {
        var event = new MessageAttribute();
        event.setDataType("String");
        event.setStringValue("priming");
        var record = new SQSMessage();
        record.setMessageId("priming");
        record.setBody(body);
        record.setMessageAttributes(Map.of("event", event));
        return record;
    }

    private static <T> ReceivedRecord<T> received(ReadResult<T> reading) {
        return new ReceivedRecord<>(RECEIPT, reading);
    }

    private static Means means(Tally tally) {
        return new Means(new TimeReserve(() -> PATIENCE), tally);
    }

    private static APIGatewayV2WebSocketEvent message(ConnectionId id, String body) {
        var context = new APIGatewayV2WebSocketEvent.RequestContext();
        context.setConnectionId(id.value());
        context.setRequestId("priming");
        var event = new APIGatewayV2WebSocketEvent();
        event.setRequestContext(context);
        event.setBody(body);
        return event;
    }

    private static CompletableFuture<Void> did(String word, CompletableFuture<RouteAnswer> answer) {
        return answer.thenAccept(given -> require(given.did().equals(word), given));
    }

    private static CompletableFuture<Void> none(CompletableFuture<List<FailedRecord>> failures) {
        return failures.thenAccept(some -> require(some.isEmpty(), some));
    }

    static void require(boolean fine, Object answer) {
        if (!fine) {
            throw new IllegalStateException("answered with " + answer);
        }
    }
}
