package herald.bench.crowd;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import java.util.concurrent.CompletableFuture;

/** A client of a crowd, whose members all run on one thread. */
final class Member extends SimpleChannelInboundHandler<TextWebSocketFrame> {

    private final int number;
    private final Speech speech;
    private final Crowd crowd;
    private final CompletableFuture<Void> joined = new CompletableFuture<>();

    Member(int number, Speech speech, Crowd crowd) {
        this.number = number;
        this.speech = speech;
        this.crowd = crowd;
    }

    /** Done when the server takes it for one of the audience. */
    CompletableFuture<Void> joined() {
        return joined;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE && speech != Speech.SOCKETIO) {
            joined.complete(null);
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
        long now = Clock.micros();
        ByteBuf content = frame.content();
        if (speech == Speech.SOCKETIO && !isEvent(content)) {
            converse(context, content);
            return;
        }
        for (Mark mark : Mark.in(ByteBufUtil.getBytes(content))) {
            crowd.received(number, mark, now);
        }
    }

    /** Engine.IO's message with Socket.IO's event in it. */
    private static boolean isEvent(ByteBuf packet) {
        return packet.readableBytes() > 1 && packet.getByte(0) == '4' && packet.getByte(1) == '2';
    }

    /** Engine.IO's open is answered by Socket.IO's connect, a ping by a pong. */
    private void converse(ChannelHandlerContext context, ByteBuf packet) {
        switch (packet.getByte(0)) {
            case '0' -> say(context, "40");
            case '2' -> say(context, "3");
            case '4' -> {
                if (packet.readableBytes() > 1 && packet.getByte(1) == '0') {
                    joined.complete(null);
                }
            }
            default -> {}
        }
    }

    private static void say(ChannelHandlerContext context, String text) {
        ChannelFuture _ = context.writeAndFlush(new TextWebSocketFrame(text), context.voidPromise());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        crowd.closed();
        joined.completeExceptionally(new IllegalStateException("the server closed connection " + number));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        joined.completeExceptionally(cause);
        ChannelFuture _ = context.close();
    }
}
