package herald.local.stack.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.util.Optional;

/** Takes what a client sends after the 101. On its connection's event loop only. */
final class SocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

    private final FrontParts front;
    private final ClientSocket socket;
    private final MessageAssembler incoming;
    private int inFlight;

    SocketHandler(FrontParts front, ClientSocket socket) {
        this.front = front;
        this.socket = socket;
        this.incoming = new MessageAssembler(socket.deflating());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case CloseWebSocketFrame close -> socket.endByClient(CloseCode.of(close));
            case PingWebSocketFrame ping -> answer(context, ping);
            case PongWebSocketFrame pong -> active();
            default -> data(context, frame);
        }
    }

    /** Answers, unless the client does not read its pongs, which must not pile up. */
    private void answer(ChannelHandlerContext context, PingWebSocketFrame ping) {
        active();
        if (socket.open() && context.channel().isWritable()) {
            var unusedWrite =
                    context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        }
    }

    private void active() {
        if (front.assumptions().pingsAreActivity()) {
            socket.touch(front.clock().now());
        }
    }

    private void data(ChannelHandlerContext context, WebSocketFrame frame) {
        if (!socket.open()) {
            return;
        }
        try {
            Optional<String> message = incoming.add(frame);
            socket.touch(front.clock().now());
            if (message.isPresent()) {
                socket.countReceived(message.get());
                inFlight++;
                pace(context);
                front.messages().received(socket, message.get(), () -> {
                    inFlight--;
                    pace(context);
                });
            }
        } catch (Violation violation) {
            end(violation.code());
        }
    }

    private void pace(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(inFlight < GatewayLimits.MESSAGES_IN_FLIGHT);
    }

    private void end(CloseCode code) {
        if (socket.end(code)) {
            front.feed().problem("gateway", "Closed " + socket.id() + " with " + code.code() + ": " + code.reason());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        CloseCode code = socket.ended();
        front.sockets().remove(socket);
        front.disconnects().closed(socket.caller(), code);
        socket.over().complete(null);
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        switch (cause) {
            case CorruptedWebSocketFrameException broken -> end(codeOf(broken));
            case IOException reset -> {
                var unusedClose = context.close();
            }
            default -> {
                front.feed().problem("gateway", "Connection " + socket.id() + ": " + cause);
                end(CloseCode.FAULT);
            }
        }
    }

    private static CloseCode codeOf(CorruptedWebSocketFrameException broken) {
        return switch (broken.closeStatus().code()) {
            case 1009 -> CloseCode.FRAME_TOO_BIG;
            case 1007 -> CloseCode.NOT_UTF8;
            default -> CloseCode.PROTOCOL_ERROR;
        };
    }
}
