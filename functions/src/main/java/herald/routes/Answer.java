package herald.routes;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import java.util.Map;
import java.util.Optional;

/**
 * What a route answers the gateway, and what the log says of it.
 *
 * @param status 2xx lets a connection in; on other routes it changes nothing, since they have no route response
 * @param subprotocol what the handshake settles on
 * @param did one word: what was done
 * @param reason why it was not what was asked for
 */
public record Answer(int status, Optional<String> subprotocol, String did, Optional<String> reason) {

    /** What went wrong outside of a handler. */
    public static Answer failed(int status, String reason) {
        return of(status, "failed").because(reason);
    }

    static Answer of(int status, String did) {
        return new Answer(status, Optional.empty(), did, Optional.empty());
    }

    Answer because(String reason) {
        return new Answer(status, subprotocol, did, Optional.of(reason));
    }

    public APIGatewayV2WebSocketResponse response() {
        var response = new APIGatewayV2WebSocketResponse();
        response.setStatusCode(status);
        subprotocol.ifPresent(chosen -> response.setHeaders(Map.of("Sec-WebSocket-Protocol", chosen)));
        return response;
    }
}
