package herald.routes;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import herald.connections.Audience;
import herald.connections.ConnectionId;
import herald.connections.Connections;
import herald.invocation.Reasons;
import herald.publications.ChannelName;
import java.util.concurrent.CompletableFuture;

/** {@code $disconnect}, which comes by best effort: removes the row. Thread-safe. */
public record DisconnectHandler(Connections connections, int shards) {

    /** Never fails: a row that stays is found out by the next post, or expires. */
    public CompletableFuture<RouteAnswer> handle(APIGatewayV2WebSocketEvent event) {
        var id = new ConnectionId(event.getRequestContext().getConnectionId());
        return connections
                .forget(Audience.of(ChannelName.LOBBY, id, shards), id)
                .handle((removed, failure) -> failure == null
                        ? RouteAnswer.of(200, "forgotten")
                        : RouteAnswer.of(200, "failed")
                                .because("the row could not be removed: " + Reasons.of(failure)));
    }
}
