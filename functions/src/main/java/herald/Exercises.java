package herald;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import herald.connections.Audience;
import herald.connections.ConnectionId;
import herald.dialects.Dialects;
import herald.dialects.Frame;
import herald.publications.ChannelName;
import herald.publications.Publication;
import herald.publications.ReadResult;
import herald.routes.RouteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What {@link EntryPoint} runs without a snapshot: the ways that the first invocation will go, to a connection and an audience
 * that don't exist, so that nothing is changed. Whether the calls succeed does not matter, only that they were made.
 */
final class Exercises {

    /** An id that is well-formed, and nobody's. */
    static final ConnectionId NOBODY = new ConnectionId("AAAAAAAAAAAAAAA=");

    static final Audience AUDIENCE = new Audience(new ChannelName("herald.priming"), 0);
    static final String BODY = "{\"priming\":[1,\"a\",null]}";

    /** The deadline of what they begin. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private Exercises() {}

    /** A ping, and the end of a connection. */
    static List<CompletableFuture<RouteAnswer>> routes(Wiring.Routes routes) {
        APIGatewayV2WebSocketEvent ping = message(NOBODY, "{\"event\":\"ping\",\"data\":" + BODY + "}");
        return List.of(routes.message().handle(ping), routes.disconnect().handle(ping));
    }

    /** The first steps of a fan-out. */
    static List<CompletableFuture<?>> fan(Wiring.Fan fan) {
        var ports = fan.ports();
        Frame frame = Dialects.BATCH.encode(List.of(publication(fan))).getFirst();
        return List.of(ports.connections().page(AUDIENCE, null), ports.posts().post(NOBODY, frame, PATIENCE));
    }

    static Publication publication(Wiring.Fan fan) {
        return switch (fan.reader().read(record(BODY))) {
            case ReadResult.Accepted<Publication>(Publication publication) -> publication;
            case ReadResult.Rejection<Publication>(String reason) -> throw new IllegalStateException(reason);
        };
    }

    static SQSMessage record(String body) {
        var record = new SQSMessage();
        record.setMessageId("priming");
        record.setBody(body);
        return record;
    }

    static APIGatewayV2WebSocketEvent message(ConnectionId id, String body) {
        var context = new APIGatewayV2WebSocketEvent.RequestContext();
        context.setConnectionId(id.value());
        context.setRequestId("priming");
        var event = new APIGatewayV2WebSocketEvent();
        event.setRequestContext(context);
        event.setBody(body);
        return event;
    }
}
