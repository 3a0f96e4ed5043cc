package herald.routes;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a route answers the gateway, and what the log says of it.
 *
 * @param status 2xx lets a connection in; on other routes it changes nothing, since they have no route response
 * @param subprotocol what the handshake settles on
 * @param body what somebody who looks at a refused handshake reads
 * @param did one word: what was done
 * @param reason why it was not what was asked for
 */
public record RouteAnswer(
        int status, Optional<String> subprotocol, Optional<String> body, String did, Optional<String> reason) {

    /** What went wrong outside of a handler. */
    public static RouteAnswer failed(int status, String reason) {
        return of(status, "failed").because(reason);
    }

    static RouteAnswer of(int status, String did) {
        return new RouteAnswer(status, Optional.empty(), Optional.empty(), did, Optional.empty());
    }

    RouteAnswer because(String reason) {
        return new RouteAnswer(status, subprotocol, body, did, Optional.of(reason));
    }

    RouteAnswer settlingOn(Optional<String> chosen) {
        return new RouteAnswer(status, chosen, body, did, reason);
    }

    RouteAnswer saying(String text) {
        return new RouteAnswer(status, subprotocol, Optional.of(text), did, reason);
    }

    /** The same, without a call to wait for. */
    CompletableFuture<RouteAnswer> now() {
        return CompletableFuture.completedFuture(this);
    }

    public APIGatewayV2WebSocketResponse response() {
        var response = new APIGatewayV2WebSocketResponse();
        response.setStatusCode(status);
        subprotocol.ifPresent(chosen -> response.setHeaders(Map.of("Sec-WebSocket-Protocol", chosen)));
        body.ifPresent(response::setBody);
        return response;
    }
}
