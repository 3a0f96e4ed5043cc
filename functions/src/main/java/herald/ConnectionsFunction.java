package herald;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import herald.aws.AwsLimits;
import herald.clients.Clients;
import herald.routes.RouteAnswer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The Lambda function behind the three routes of the WebSocket API. One function, so that the instance is warm that must
 * answer a client's next frame.
 */
public final class ConnectionsFunction
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {

    /** A second before API Gateway stops waiting. */
    private static final Duration GATEWAY = AwsLimits.INTEGRATION_TIMEOUT.minusSeconds(1);

    private final EntryPoint<Wiring.Routes> entry;

    public ConnectionsFunction() {
        JsonLines.install();
        var settings = Settings.forConnections(Settings.environment());
        Supplier<Wiring.Routes> build = () -> Wiring.routes(settings, new Clients(settings.platform()));
        entry = settings.platform().snapshot()
                ? EntryPoint.beforeSnapshot(build, Rehearsal.ofRoutes(settings)::run)
                : EntryPoint.withoutSnapshot(build, Exercises::routes);
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        var log = new InvocationLog("ConnectionsFunction", context.getAwsRequestId())
                .with("route", String.valueOf(event.getRequestContext().getRouteKey()))
                .with("connectionId", String.valueOf(event.getRequestContext().getConnectionId()));
        RouteAnswer answer =
                entry.run(() -> route(event, entry.parts()), patience(context), reason -> failed(event, reason));
        log.with("did", answer.did()).with("status", answer.status());
        answer.reason().ifPresent(log::because);
        log.write();
        return answer.response();
    }

    private static CompletableFuture<RouteAnswer> route(APIGatewayV2WebSocketEvent event, Wiring.Routes routes) {
        return switch (type(event)) {
            case "CONNECT" -> routes.connect().handle(event);
            case "DISCONNECT" -> routes.disconnect().handle(event);
            default -> routes.message().handle(event);
        };
    }

    /** A failed handshake is refused; on other routes a status would change nothing but the gateway's own error frame. */
    private static RouteAnswer failed(APIGatewayV2WebSocketEvent event, String reason) {
        return RouteAnswer.failed(type(event).equals("CONNECT") ? 500 : 200, reason);
    }

    private static String type(APIGatewayV2WebSocketEvent event) {
        return String.valueOf(event.getRequestContext().getEventType());
    }

    private static Duration patience(Context context) {
        Duration patience = EntryPoint.patience(context);
        return patience.compareTo(GATEWAY) < 0 ? patience : GATEWAY;
    }
}
