package herald;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import herald.connections.Audience;
import herald.connections.ConnectionId;
import herald.dialects.Dialects;
import herald.dialects.Frame;
import herald.fanout.FanOut;
import herald.fanout.Tally;
import herald.invocation.TimeReserve;
import herald.publications.ChannelName;
import herald.publications.Publication;
import herald.publications.ReadResult;
import herald.queues.DeliveryMessage;
import herald.queues.DeliveryMessage.Continuation;
import herald.queues.DeliveryMessage.Welcome;
import herald.queues.Receipt;
import herald.queues.ReceivedRecord;
import herald.queues.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What {@link Priming} runs without a snapshot: the ways that the first invocation will go, to a connection and an audience
 * that don't exist, so that nothing is changed. Whether the calls succeed does not matter, only that they were made.
 */
final class Exercises {

    /** Well-formed, and nobody's. */
    private static final ConnectionId NOBODY = new ConnectionId("AAAAAAAAAAAAAAA=");

    private static final ChannelName CHANNEL = new ChannelName("herald.priming");

    private Exercises() {}

    static void routes(Wiring.Routes routes, Duration patience) {
        APIGatewayV2WebSocketEvent ping = message(NOBODY, "{\"event\":\"ping\",\"data\":{\"priming\":[1,\"a\",null]}}");
        await(List.of(routes.message().handle(ping), routes.disconnect().handle(ping)), patience);
    }

    /** A Socket.IO client connects and joins, and says what is refused. Only where nothing is real. */
    static void socketIo(Wiring.Routes routes, ConnectionId id, Duration patience) {
        APIGatewayV2WebSocketEvent connect = message(id, "");
        connect.getRequestContext().setConnectedAt(System.currentTimeMillis());
        connect.setQueryStringParameters(Map.of("EIO", "4", "transport", "websocket"));
        await(List.of(routes.connect().handle(connect)), patience);
        await(List.of(routes.message().handle(message(id, "40{\"token\":\"priming\"}"))), patience);
        await(List.of(routes.message().handle(message(id, "420[\"priming\",{\"priming\":[1,\"a\",null]}]"))), patience);
    }

    static void fan(Wiring.Fan fan, Duration patience) {
        if (fan.reader().read(record()) instanceof ReadResult.Accepted<Publication>(Publication publication)) {
            Frame frame = Dialects.BATCH.encode(List.of(publication)).getFirst();
            await(
                    List.of(
                            fan.connections().page(new Audience(CHANNEL, 0), null),
                            fan.posts().post(NOBODY, frame, patience)),
                    patience);
        }
    }

    /** What is not needed until something goes wrong, so that only a snapshot is worth its while. */
    static void deliveries(Wiring.Fan fan, Duration patience) {
        if (fan.reader().read(record()) instanceof ReadResult.Accepted<Publication>(Publication publication)) {
            var receipt = new Receipt("priming", "priming", 1, Optional.empty());
            var work = new Continuation(new Audience(CHANNEL, 0), List.of(publication), null);
            var means = new FanOut.Means(new TimeReserve(() -> patience), new Tally());
            var welcome = new Welcome(new Audience(CHANNEL, 0), NOBODY, Instant.EPOCH);
            var nobodysWork = List.of(
                    new ReceivedRecord<>(receipt, new ReadResult.Accepted<DeliveryMessage>(work)),
                    new ReceivedRecord<>(receipt, new ReadResult.Accepted<DeliveryMessage>(welcome)));
            await(
                    List.of(
                            fan.broadcast().deliveries(nobodysWork, means),
                            fan.onPublishQueue().change(List.of(new Visibility.Change(receipt, Duration.ZERO)))),
                    patience);
        }
    }

    private static SQSMessage record() {
        var record = new SQSMessage();
        record.setMessageId("priming");
        record.setBody("{\"priming\":[1,\"a\",null]}");
        return record;
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

    /** The failures, if any, are of no interest; the time is. */
    static void await(List<? extends CompletableFuture<?>> calls, Duration patience) {
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
                .handle((answers, failure) -> true)
                .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
