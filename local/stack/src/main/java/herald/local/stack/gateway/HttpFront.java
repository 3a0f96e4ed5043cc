package herald.local.stack.gateway;

import herald.local.stack.gateway.ProxyEvent.Occasion;
import herald.local.stack.services.CallsUnderway;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Takes HTTP requests: upgrades, @connections, and pages. One for each channel, on its event loop only. */
final class HttpFront extends SimpleChannelInboundHandler<HttpObject> {

    private final FrontParts front;
    private @Nullable HttpRequest request;
    private RequestBody body = new RequestBody(0);
    private @Nullable Handshake handshake;
    private CallsUnderway.@Nullable Call watched;

    HttpFront(FrontParts front) {
        this.front = front;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (handshake != null) {
            // Nothing may come before the 101; whoever sends it does not wait for an answer.
            var unusedClose = context.close();
            return;
        }
        if (part.decoderResult().isFailure()) {
            answer(context, malformed(part.decoderResult().cause()), false);
            return;
        }
        if (part instanceof HttpRequest head) {
            begin(context, head);
        }
        HttpRequest current = request;
        if (part instanceof HttpContent content && current != null) {
            append(context, content);
            if (content instanceof LastHttpContent && body.length() <= GatewayLimits.DISCARDED_BYTES) {
                request = null;
                complete(context, current);
            }
        }
    }

    private static HttpAnswer malformed(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line -> HttpAnswer.json(414, "{\"message\":\"URI Too Long\"}");
            case TooLongHttpHeaderException header ->
                HttpAnswer.json(431, "{\"message\":\"Request Header Fields Too Large\"}");
            default -> badRequest();
        };
    }

    private static HttpAnswer badRequest() {
        return HttpAnswer.error(400, "BadRequestException", "Bad Request");
    }

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        request = head;
        body = new RequestBody(HttpUtil.getContentLength(head, 0L));
        if (HttpUtil.is100ContinueExpected(head)) {
            var unusedWrite = context.writeAndFlush(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    /** Reads on to the body's end whatever its size, but not for ever. */
    private void append(ChannelHandlerContext context, HttpContent content) {
        byte[] bytes = new byte[content.content().readableBytes()];
        content.content().getBytes(content.content().readerIndex(), bytes);
        body.append(bytes);
        if (body.length() > GatewayLimits.DISCARDED_BYTES) {
            var unusedClose = context.close();
        }
    }

    private void complete(ChannelHandlerContext context, HttpRequest head) {
        if (Upgrade.asked(head)) {
            try {
                upgrade(context, head);
            } catch (IllegalArgumentException notEncoded) {
                refuse(context, badRequest());
            }
        } else {
            HttpCall call = HttpCall.of(head, body.read());
            body = new RequestBody(0);
            CallsUnderway.Call begun = front.underway().begin(ManagementApi.token(call), ManagementApi.action(call));
            watched = begun;
            HttpAnswer answer = answer(call);
            if (answer.manner() == HttpAnswer.Manner.AS_USUAL) {
                begun.answered();
            } else {
                context.channel().closeFuture().addListener(_ -> begun.abandoned());
            }
            answer(context, answer, HttpUtil.isKeepAlive(head));
        }
    }

    private HttpAnswer answer(HttpCall call) {
        try {
            List<String> segments = call.segments();
            if (ManagementApi.claims(segments)) {
                return front.management().answer(call, segments);
            }
            return page(call);
        } catch (IllegalArgumentException notEncoded) {
            return badRequest();
        }
    }

    private HttpAnswer page(HttpCall call) {
        String path = HttpCall.decoded(call.path());
        Optional<WebPages.WebPage> found = switch (call.method()) {
            case "GET", "HEAD" -> front.pages().get(path, call.query());
            default ->
                front.pages()
                        .send(new WebPages.Order(
                                call.method(), path, call.query(), call.body().bytes()));
        };
        return found.map(page -> new HttpAnswer(
                        page.status(),
                        Map.of("Content-Type", page.contentType(), "Cache-Control", "no-store"),
                        page.body()))
                .orElseGet(HttpAnswer::forbidden);
    }

    private void upgrade(ChannelHandlerContext context, HttpRequest head) {
        Optional<ServedStage> stage = front.stages().at(new QueryStringDecoder(head.uri()).rawPath());
        if (head.uri().length() > GatewayLimits.URL_CHARACTERS) {
            refuse(
                    context,
                    HttpAnswer.json(front.assumptions().statuses().urlTooLong(), "{\"message\":\"URI Too Long\"}"));
        } else if (stage.isEmpty()) {
            front.feed().problem("gateway", "Refused an upgrade with 403: no stage at " + head.uri());
            refuse(context, HttpAnswer.forbidden());
        } else if (!Upgrade.proper(head)) {
            refuse(context, badRequest());
        } else {
            Upgrade upgrade = Upgrade.of(head);
            Occasion occasion = new Occasion(
                    caller(context, stage.get(), upgrade),
                    front.ids().next(),
                    front.clock().now());
            Handshake pending = new Handshake(front, context, upgrade, occasion, answer -> refuse(context, answer));
            handshake = pending;
            pending.begin();
        }
    }

    private Caller caller(ChannelHandlerContext context, ServedStage stage, Upgrade upgrade) {
        InetSocketAddress remote = (InetSocketAddress) context.channel().remoteAddress();
        InetSocketAddress local = (InetSocketAddress) context.channel().localAddress();
        // Captured events have a connectedAt that is some milliseconds before the CONNECT event's own time.
        Instant connectedAt = front.clock().now().minusMillis(1);
        Caller.Origin origin = new Caller.Origin(
                upgrade.header("Host").orElseGet(() -> local.getHostString() + ":" + local.getPort()),
                remote.getAddress().getHostAddress(),
                upgrade.header("User-Agent").orElse(null));
        return new Caller(front.ids().next(), stage, origin, connectedAt, Map.of());
    }

    private void refuse(ChannelHandlerContext context, HttpAnswer answer) {
        answer(context, answer, false);
    }

    private void answer(ChannelHandlerContext context, HttpAnswer answer, boolean keepAlive) {
        FullHttpResponse response = answer.response();
        response.headers()
                .set(
                        HttpHeaderNames.DATE,
                        DateFormatter.format(Date.from(front.clock().now())))
                .set("x-amzn-RequestId", front.ids().next());
        switch (answer.manner()) {
            case AS_USUAL -> write(context, response, keepAlive);
            case NEVER -> BadLine.hang(context);
            case RESET -> BadLine.reset(context);
            case DRIBBLED -> BadLine.dribble(context, response);
        }
    }

    private static void write(ChannelHandlerContext context, FullHttpResponse response, boolean keepAlive) {
        if (keepAlive) {
            context.write(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            context.write(response).addListener(ChannelFutureListener.CLOSE);
        }
        context.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (handshake != null) {
            handshake.abandon();
        }
        if (watched != null) {
            watched.abandoned();
        }
        context.fireChannelInactive();
    }

    /** A client that does not trust the certificate may say so, or just go; both end here. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshaken && !handshaken.isSuccess()) {
            front.feed().problem("gateway", "A client did not get through the TLS handshake: " + handshaken.cause());
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        boolean told = cause instanceof DecoderException && cause.getCause() instanceof SSLException;
        if (!told && !(cause instanceof IOException)) {
            front.feed().problem("gateway", "An HTTP request failed: " + cause);
        }
        var unusedClose = context.close();
    }
}
