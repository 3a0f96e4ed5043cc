package herald;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import herald.aws.AwsLimits;
import herald.routes.RouteAnswer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The Lambda function behind the three routes of the WebSocket API. One function, so that the instance is warm that must
 * answer a client's next frame.
 */
public final class ConnectionsFunction
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {

    /** A second before API Gateway stops waiting. */
    private static final Duration GATEWAY = AwsLimits.INTEGRATION_TIMEOUT.minusSeconds(1);

    /** For the answer to leave. */
    private static final Duration MARGIN = Duration.ofMillis(300);

    private final Priming<Wiring.Routes> priming;

    public ConnectionsFunction() {
        this(Settings.forConnections());
    }

    ConnectionsFunction(Settings.ForConnections settings) {
        JsonLines.install();
        priming = settings.platform().snapshot()
                ? Priming.beforeSnapshot(
                        () -> Wiring.routes(settings), patience -> Rehearsal.routes(settings, patience))
                : Priming.withoutSnapshot(() -> Wiring.routes(settings), Exercises::routes);
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        var log = new InvocationLog("ConnectionsFunction", context.getAwsRequestId())
                .with("route", String.valueOf(event.getRequestContext().getRouteKey()))
                .with("connectionId", String.valueOf(event.getRequestContext().getConnectionId()));
        RouteAnswer answer = answer(event, context);
        log.with("did", answer.did()).with("status", answer.status());
        answer.reason().ifPresent(log::because);
        log.write();
        return answer.response();
    }

    private RouteAnswer answer(APIGatewayV2WebSocketEvent event, Context context) {
        try {
            return route(event).get(patience(context).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            priming.discard();
            return failed(event, "it took too long");
        } catch (ExecutionException bug) {
            return failed(event, "a bug: " + bug.getCause());
        } catch (RuntimeException bug) {
            return failed(event, "a bug: " + bug);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return failed(event, "interrupted");
        }
    }

    private CompletableFuture<RouteAnswer> route(APIGatewayV2WebSocketEvent event) {
        Wiring.Routes routes = priming.parts();
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
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
        return left.compareTo(GATEWAY) < 0 ? left : GATEWAY;
    }
}
