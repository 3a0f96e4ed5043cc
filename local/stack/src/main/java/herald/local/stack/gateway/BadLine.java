package herald.local.stack.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The ways in which an HTTP connection can fail its client: no answer, a reset, an answer without end. In place of
 * {@link HttpFront} from then on, and deaf to what else the client sends. On its channel's event loop only.
 */
final class BadLine extends SimpleChannelInboundHandler<HttpObject> {

    /** Longer than any client waits; a connection that it forgot must not stay for ever. */
    private static final Duration LONGEST_HANG = Duration.ofMinutes(5);

    private static final Duration BETWEEN_BYTES = Duration.ofSeconds(1);

    private BadLine() {}

    /** Leaves the client without an answer until it gives up. */
    static void hang(ChannelHandlerContext context) {
        deafen(context);
        Future<?> end = context.executor().schedule(() -> cut(context), LONGEST_HANG.toMillis(), TimeUnit.MILLISECONDS);
        context.channel().closeFuture().addListener(_ -> end.cancel(false));
    }

    /** Ends the connection by TCP's reset, with nothing said. */
    static void reset(ChannelHandlerContext context) {
        deafen(context);
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        cut(context);
    }

    /** Sends the answer a byte a second, and closes the connection after the last. */
    static void dribble(ChannelHandlerContext context, FullHttpResponse response) {
        deafen(context);
        // Past the codec, which takes whole answers; but not past encryption.
        dribble(context.pipeline().context(HttpServerCodec.class), encoded(context, response));
        response.release();
    }

    private static void cut(ChannelHandlerContext context) {
        var unusedClose = context.channel().close();
    }

    private static void deafen(ChannelHandlerContext context) {
        context.pipeline().replace(HttpFront.class, null, new BadLine());
    }

    private static void dribble(ChannelHandlerContext codec, ByteBuf rest) {
        codec.writeAndFlush(rest.readRetainedSlice(1)).addListener(sent -> {
            if (sent.isSuccess() && rest.isReadable()) {
                var unusedTimer = codec.executor()
                        .schedule(() -> dribble(codec, rest), BETWEEN_BYTES.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                rest.release();
                codec.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            }
        });
    }

    private static ByteBuf encoded(ChannelHandlerContext context, FullHttpResponse response) {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(response.status()).append("\r\n");
        response.headers()
                .forEach(header -> head.append(header.getKey())
                        .append(": ")
                        .append(header.getValue())
                        .append("\r\n"));
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        ByteBuf answer =
                context.alloc().buffer(bytes.length + response.content().readableBytes());
        return answer.writeBytes(bytes).writeBytes(response.content());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        // Released by the superclass.
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var unusedClose = context.close();
    }
}
