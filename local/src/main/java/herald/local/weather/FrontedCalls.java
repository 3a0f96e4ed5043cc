package herald.local.weather;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
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
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls on one connection of a function, which has a connection to the service of its own: when one ends, so does
 * the other. A client that asks again before it was answered, as none of AWS's does, is cut off.
 */
final class FrontedCalls extends Relay {

    private final Supplier<Optional<Fault>> fate;
    private final Bootstrap toService;
    private Optional<Fault> fault = Optional.empty();
    private @Nullable Channel service;
    private long asked;
    private long answered;

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
                        channel.pipeline().addLast(new HttpClientCodec(), new Answers(context));
                    }
                })
                .connect();
        service = connecting.channel();
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                connecting.channel().read();
                context.read();
            } else {
                // As it would look to the function without this front.
                var unusedClose = context.close();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        if (part instanceof HttpRequest) {
            begin(context);
        }
        if (fault.isPresent() || service == null) {
            ReferenceCountUtil.release(part);
            if (part instanceof LastHttpContent) {
                fault.ifPresent(asIs -> fail(context, asIs));
            }
        } else {
            pass(context, service, part);
        }
    }

    private void begin(ChannelHandlerContext context) {
        if (asked > answered) {
            var unusedClose = context.close();
        }
        asked++;
        fault = fate.get();
    }

    private void fail(ChannelHandlerContext context, Fault asIs) {
        Service.Failure failure = Service.failure(asIs);
        ByteBuf body = ByteBufUtil.writeUtf8(context.alloc(), failure.body());
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(failure.status()), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/x-amz-json-1.0")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set("x-amzn-errortype", failure.name())
                .set("x-amzn-RequestId", UUID.randomUUID().toString());
        answered++;
        pass(context, context.channel(), response);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (service != null) {
            var unusedClose = service.close();
        }
        context.fireChannelInactive();
    }

    /** What the service says. */
    private final class Answers extends Relay {

        private final ChannelHandlerContext function;
        private boolean interim;

        Answers(ChannelHandlerContext function) {
            this.function = function;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object part) {
            if (part instanceof HttpResponse head) {
                interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            }
            if (part instanceof LastHttpContent && !interim) {
                answered++;
            }
            pass(context, function.channel(), part);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            var unusedClose = function.close();
        }
    }
}
