package herald.local.stack.gateway;

import herald.local.stack.feed.Feed;
import herald.local.stack.gateway.ProxyEvent.Occasion;
import herald.local.stack.meter.UsageEvent;
import herald.local.stack.meter.UsageEvent.Handling;
import herald.local.stack.surroundings.Surroundings;
import herald.local.stack.weather.StackClock;
import herald.local.template.spec.ApiSpec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends each message of a client's to the route that it selects. Messages are invocations of their own: issued in the
 * order received, but a later one does not wait for an earlier one's end. Thread-safe.
 */
final class MessageRoutes {

    private final Assumptions assumptions;
    private final IntegrationCalls integrations;
    private final Throttles throttles;
    private final Feed feed;
    private final StackClock clock;
    private final Ids ids;
    private final Consumer<UsageEvent> usage;

    MessageRoutes(
            Assumptions assumptions, IntegrationCalls integrations, Throttles throttles, Ids ids, Surroundings around) {
        this.assumptions = assumptions;
        this.integrations = integrations;
        this.throttles = throttles;
        this.ids = ids;
        this.feed = around.feed();
        this.clock = around.clock();
        this.usage = around.usage();
    }

    /** @param settled runs when the message's invocation has ended, on the socket's event loop */
    void received(ClientSocket socket, String text, Runnable settled) {
        Occasion occasion = new Occasion(socket.caller(), ids.next(), clock.now());
        if (!throttles.letsMessage()) {
            handled(socket, Handling.CLIENT_ERROR);
            send(socket, errorFrame(ManagementApi.TOO_MANY, occasion));
            settled.run();
            return;
        }
        Optional<ApiSpec.Route> route = socket.caller().stage().routeOf(text, assumptions.lifecycleRoutesCanBeNamed());
        if (route.isEmpty()) {
            handled(socket, Handling.CLIENT_ERROR);
            send(socket, errorFrame("Forbidden", occasion));
            settled.run();
            return;
        }
        ApiSpec.Route taken = route.get();
        byte[] event = ProxyEvent.message(occasion, taken.key(), new ProxyEvent.Message(ids.next(), text));
        ApiSpec.Integration integration = taken.integration();
        integrations.make(
                new IntegrationCalls.Call(integration.function(), taken.key(), event, integration.timeout()),
                socket.channel().eventLoop(),
                answer -> {
                    settled.run();
                    answered(socket, taken, occasion, answer);
                });
    }

    private void answered(ClientSocket socket, ApiSpec.Route route, Occasion occasion, IntegrationAnswer answer) {
        switch (answer) {
            case IntegrationAnswer.Value(byte[] payload) -> {
                switch (ProxyResult.read(payload)) {
                    case ProxyResult.Proper result -> returned(socket, route, result);
                    case ProxyResult.Malformed(String reason) -> failed(socket, route, occasion, reason);
                }
            }
            case IntegrationAnswer.InvocationFailure(var message, String reason) ->
                failed(socket, route, occasion, reason);
            case IntegrationAnswer.Late(var timeout) ->
                failed(socket, route, occasion, "no answer within " + timeout.toMillis() + " ms");
        }
    }

    /** Answers: on a two-way route an answer without a body is an empty frame, on a one-way route there is none. */
    private void returned(ClientSocket socket, ApiSpec.Route route, ProxyResult.Proper result) {
        if (!result.accepts()) {
            handled(socket, Handling.INTEGRATION_ERROR);
        }
        if (route.twoWay() && result.accepts()) {
            send(socket, result.body().orElse(""));
        }
    }

    private void handled(ClientSocket socket, Handling how) {
        ServedStage stage = socket.caller().stage();
        usage.accept(new UsageEvent.ClientHandled(stage.api().id(), stage.name(), how));
    }

    private void failed(ClientSocket socket, ApiSpec.Route route, Occasion occasion, String reason) {
        handled(socket, Handling.EXECUTION_ERROR);
        feed.problem("gateway", route.key() + " of " + route.integration().function() + " failed: " + reason);
        if (route.twoWay() || assumptions.errorFramesOnOneWayRoutes()) {
            send(socket, errorFrame("Internal server error", occasion));
        }
    }

    private void send(ClientSocket socket, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > GatewayLimits.MESSAGE_BYTES) {
            feed.problem("gateway", "An answer of " + bytes.length + " bytes is too large for a message; dropped");
        } else if (socket.post(bytes, clock.now()) == ClientSocket.Posted.BUFFER_FULL) {
            feed.problem("gateway", "The client of " + socket.id() + " does not read; an answer was dropped");
        }
    }

    /** Returns byte for byte what AWS sends: one space after the first colon and after the commas, no other. */
    private static String errorFrame(String message, Occasion occasion) {
        return "{\"message\": \"%s\", \"connectionId\":\"%s\", \"requestId\":\"%s\"}"
                .formatted(message, occasion.caller().connectionId(), occasion.requestId());
    }
}
