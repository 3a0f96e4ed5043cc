package herald.local.stack.gateway;

import herald.local.stack.gateway.ProxyEvent.Occasion;
import herald.local.stack.meter.UsageEvent;
import herald.local.stack.meter.UsageEvent.Handling;
import herald.local.template.spec.ApiSpec;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * One pending upgrade: the authorizer, then the {@code $connect} handler, then the 101 or the status that refuses. Until
 * the 101 the connection's id is nobody's. On its channel's event loop only.
 */
final class Handshake {

    private final FrontParts front;
    private final ChannelHandlerContext context;
    private final Upgrade upgrade;
    private final Consumer<HttpAnswer> refusal;
    private Occasion occasion;
    private boolean abandoned;

    /** @param refusal answers the request and closes its channel */
    Handshake(
            FrontParts front,
            ChannelHandlerContext context,
            Upgrade upgrade,
            Occasion occasion,
            Consumer<HttpAnswer> refusal) {
        this.front = front;
        this.context = context;
        this.upgrade = upgrade;
        this.occasion = occasion;
        this.refusal = refusal;
    }

    void begin() {
        if (!front.throttles().letsConnect()) {
            handled(Handling.CLIENT_ERROR);
            answer(429, ManagementApi.TOO_MANY);
            return;
        }
        Optional<ApiSpec.Route> route = occasion.caller().stage().route(ServedStage.CONNECT);
        if (route.isEmpty()) {
            open(Optional.empty());
        } else if (route.get().authorizer().isPresent()) {
            front.authorizers()
                    .decide(
                            new AuthorizerCalls.Question(
                                    route.get().authorizer().get(), occasion, upgrade),
                            loop(),
                            decision -> decided(decision, route.get().integration()));
        } else {
            connect(route.get().integration());
        }
    }

    /** The client hung up before it was answered: no connection comes of it, nor a {@code $disconnect}. */
    void abandon() {
        abandoned = true;
    }

    private void decided(AuthorizerDecision decision, ApiSpec.Integration integration) {
        if (abandoned) {
            return;
        }
        switch (decision) {
            case AuthorizerDecision.Allowed(var authorizer) -> {
                occasion = new Occasion(occasion.caller().authorized(authorizer), occasion.requestId(), occasion.at());
                connect(integration);
            }
            case AuthorizerDecision.Refused(int status, String message, String reason) -> {
                handled(status < 500 ? Handling.CLIENT_ERROR : Handling.EXECUTION_ERROR);
                refuse(status, message, reason);
            }
        }
    }

    private void connect(ApiSpec.Integration integration) {
        handled(Handling.CONNECT);
        byte[] event = ProxyEvent.connect(occasion, upgrade);
        front.integrations()
                .make(
                        new IntegrationCalls.Call(
                                integration.function(), ServedStage.CONNECT, event, integration.timeout()),
                        loop(),
                        this::answered);
    }

    private void answered(IntegrationAnswer answer) {
        if (abandoned) {
            return;
        }
        switch (answer) {
            case IntegrationAnswer.Value(byte[] payload) -> returned(ProxyResult.read(payload));
            case IntegrationAnswer.InvocationFailure(var message, String reason) ->
                fail(502, "Internal server error", reason);
            case IntegrationAnswer.Late(var timeout) ->
                fail(
                        front.assumptions().statuses().timeout(),
                        "Endpoint request timed out",
                        "no answer within " + timeout.toMillis() + " ms");
        }
    }

    private void returned(ProxyResult result) {
        switch (result) {
            case ProxyResult.Malformed(String reason) ->
                fail(front.assumptions().statuses().malformed(), "Internal server error", reason);
            case ProxyResult.Proper proper -> {
                if (proper.accepts()) {
                    open(proper.protocol());
                } else {
                    handled(Handling.INTEGRATION_ERROR);
                    String phrase = HttpResponseStatus.valueOf(proper.status()).reasonPhrase();
                    refuse(proper.status(), phrase, "the $connect handler said so");
                }
            }
        }
    }

    private void handled(Handling how) {
        ServedStage stage = occasion.caller().stage();
        front.usage().accept(new UsageEvent.ClientHandled(stage.api().id(), stage.name(), how));
    }

    private void fail(int status, String message, String reason) {
        handled(Handling.EXECUTION_ERROR);
        refuse(status, message, reason);
    }

    private void refuse(int status, String message, String reason) {
        front.feed()
                .problem(
                        "gateway",
                        "Refused an upgrade of stage "
                                + occasion.caller().stage().name() + " with " + status + ": " + reason);
        answer(status, message);
    }

    private void answer(int status, String message) {
        refusal.accept(HttpAnswer.json(
                status,
                StrictJson.MAPPER
                        .createObjectNode()
                        .put("message", message)
                        .put("connectionId", occasion.caller().connectionId())
                        .put("requestId", occasion.requestId())
                        .toString()));
    }

    /**
     * Makes the channel a WebSocket, all in one turn of the event loop: the connection is known before the 101 leaves,
     * so that no client is faster than its own id, and a post that finds it is queued behind the 101.
     */
    private void open(Optional<String> protocol) {
        boolean deflating = upgrade.deflates();
        Caller caller = occasion.caller();
        ClientSocket socket = new ClientSocket(caller, context.channel(), deflating, front.usage());
        front.usage()
                .accept(new UsageEvent.Connected(
                        caller.connectionId(),
                        caller.stage().api().id(),
                        caller.stage().name()));
        var unusedWrite =
                context.write(upgrade.acceptance(protocol, front.clock().now()));
        front.sockets().add(socket);
        WebSocketDecoderConfig frames = WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(true)
                .maxFramePayloadLength(GatewayLimits.FRAME_BYTES)
                .allowExtensions(deflating)
                .closeOnProtocolViolation(false)
                .build();
        ChannelPipeline pipeline = context.pipeline();
        pipeline.addLast(
                new WebSocket13FrameDecoder(frames),
                new WebSocket13FrameEncoder(false),
                new SocketHandler(front, socket));
        pipeline.remove(HttpFront.class);
        pipeline.remove(HttpServerCodec.class);
        var unusedFlush = socket.channel().flush();
        front.timeouts().watch(socket);
    }

    private Executor loop() {
        return context.executor();
    }
}
