package herald.local.stack.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The calls on one connection of a function, which has a connection to the service of its own: when one ends, so does
 * the other. A client that asks again before it was answered, as none of AWS's does, is cut off.
 */
final class FrontedCalls extends SimpleChannelInboundHandler<FullHttpRequest> {

    /** A limit above any request and answer of either service: DynamoDB's batches have 16 MB (AWS docs, quotas). */
    static final int MOST_BYTES = 64 << 20;

    private final Service service;
    private final List<Gate> gates;
    private final CallSight sight;
    private final Bootstrap toService;
    private @Nullable ChannelFuture connection;
    private @Nullable ServiceCall underway;
    private CallsUnderway.@Nullable Call watched;

    /** @param gates asked in their order, each once for a call */
    FrontedCalls(Service service, List<Gate> gates, CallSight sight, Bootstrap toService) {
        this.service = service;
        this.gates = gates;
        this.sight = sight;
        this.toService = toService;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connection = toService
                .clone(context.channel().eventLoop())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(MOST_BYTES),
                                        new Answers(context));
                    }
                })
                .connect();
        connection.addListener(done -> {
            if (!done.isSuccess()) {
                // As it would look to the function without this front.
                var unusedClose = context.close();
            }
        });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        ChannelFuture toAsk = connection;
        if (underway != null || toAsk == null || !request.decoderResult().isSuccess()) {
            var unusedClose = context.close();
            return;
        }
        ServiceCall call = ServiceCall.of(service, request);
        Optional<ServiceError> refusal =
                gates.stream().flatMap(gate -> gate.refusal(call).stream()).findFirst();
        if (refusal.isPresent()) {
            write(context.channel(), answer(service, refusal.get()));
            return;
        }
        underway = call;
        watched = sight.begun(call);
        byte[] asked = sight.asked(call);
        FullHttpRequest passed = request.replace(Unpooled.wrappedBuffer(asked));
        passed.headers().set(HttpHeaderNames.CONTENT_LENGTH, asked.length);
        toAsk.addListener(done -> {
            if (done.isSuccess()) {
                write(toAsk.channel(), passed);
            } else {
                passed.release();
            }
        });
    }

    private static FullHttpResponse answer(Service service, ServiceError failure) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("__type", failure.type())
                .put("message", failure.message());
        ByteBuf body = ByteBufUtil.writeUtf8(Unpooled.buffer().alloc(), json.toString());
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(failure.status()), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/x-amz-json-1.0")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set("x-amzn-errortype", failure.name())
                .set("x-amzn-RequestId", UUID.randomUUID().toString());
        if (service == Service.SQS) {
            failure.olderName().ifPresent(name -> response.headers().set("x-amzn-query-error", name + ";Sender"));
        }
        return response;
    }

    private static void write(Channel to, Object message) {
        to.writeAndFlush(message).addListener(written -> {
            if (!written.isSuccess()) {
                var unusedClose = to.close();
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (watched != null) {
            watched.abandoned();
        }
        if (connection != null) {
            var unusedClose = connection.channel().close();
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var unusedClose = context.close();
    }

    /** The answer of the service. */
    private final class Answers extends SimpleChannelInboundHandler<FullHttpResponse> {

        private final ChannelHandlerContext function;

        Answers(ChannelHandlerContext function) {
            this.function = function;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            ServiceCall call = underway;
            underway = null;
            if (watched != null) {
                watched.answered();
            }
            if (call != null) {
                sight.answered(call, response.status().code(), ByteBufUtil.getBytes(response.content()));
            }
            write(function.channel(), response.retain());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            var unusedClose = function.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unusedClose = context.close();
        }
    }
}
