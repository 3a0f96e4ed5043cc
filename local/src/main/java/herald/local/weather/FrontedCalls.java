package herald.local.weather;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls on one connection of a function. On its channel's event loop only, which the connection to the service
 * shares.
 *
 * <p>Nothing is read before what was read last has been written on, so that a slow side slows the other and no body
 * piles up here; and no call before the last one has been answered, so that no answer overtakes another.
 */
final class FrontedCalls extends ChannelInboundHandlerAdapter {

    private final Supplier<Optional<Fault>> fate;
    private final Bootstrap toService;
    private Optional<Fault> fault = Optional.empty();
    private @Nullable Channel service;

    /** @param fate asked once for each call */
    FrontedCalls(Supplier<Optional<Fault>> fate, Bootstrap toService) {
        this.fate = fate;
        this.toService = toService;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ChannelFuture connecting = toService
                .clone(context.channel().eventLoop())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec(), new FlowControlHandler(), new Answers(context));
                    }
                })
                .connect();
        service = connecting.channel();
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                connecting.channel().read();
                context.read();
            } else {
                // As the service itself would look that is not there.
                var unusedClose = context.close();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            fault = fate.get();
        }
        boolean last = message instanceof LastHttpContent;
        if (fault.isPresent() || service == null) {
            ReferenceCountUtil.release(message);
            if (last && fault.isPresent()) {
                fail(context, fault.get());
            } else {
                context.read();
            }
        } else {
            // After the last part the answer comes first.
            service.writeAndFlush(message).addListener(written -> {
                if (!written.isSuccess()) {
                    var unusedClose = context.close();
                } else if (!last) {
                    context.read();
                }
            });
        }
    }

    private static void fail(ChannelHandlerContext context, Fault fault) {
        Service.Failure failure = Service.failure(fault);
        ByteBuf body = ByteBufUtil.writeUtf8(context.alloc(), failure.body());
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(failure.status()), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/x-amz-json-1.0")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set("x-amzn-errortype", failure.name())
                .set("x-amzn-RequestId", UUID.randomUUID().toString());
        context.writeAndFlush(response).addListener(_ -> context.read());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (service != null) {
            var unusedClose = service.close();
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var unusedClose = context.close();
    }

    /** What the service answers. */
    private static final class Answers extends ChannelInboundHandlerAdapter {

        private final ChannelHandlerContext function;
        private boolean interim;

        Answers(ChannelHandlerContext function) {
            this.function = function;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpResponse head) {
                interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            }
            boolean over = message instanceof LastHttpContent && !interim;
            function.writeAndFlush(message).addListener(_ -> {
                context.read();
                if (over) {
                    function.read();
                }
            });
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            var unusedClose = function.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unusedClose = function.close();
        }
    }
}
