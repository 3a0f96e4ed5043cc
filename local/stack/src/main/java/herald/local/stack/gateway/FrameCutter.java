package herald.local.stack.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text for a client into frames of at most {@link GatewayLimits#FRAME_BYTES}. That a larger post arrives as several
 * frames of one message is inferred from AWS's two limits.
 */
final class FrameCutter {

    private FrameCutter() {}

    /** @param deflating whether the client understands compressed messages; then only for an event loop's thread */
    static List<WebSocketFrame> frames(byte[] text, boolean deflating) {
        boolean compress = deflating && text.length >= GatewayLimits.DEFLATE_FROM_BYTES;
        byte[] bytes = compress ? Deflation.ofThread().deflate(text) : text;
        List<WebSocketFrame> frames = new ArrayList<>(bytes.length / GatewayLimits.FRAME_BYTES + 1);
        int from = 0;
        do {
            int length = Math.min(GatewayLimits.FRAME_BYTES, bytes.length - from);
            ByteBuf content = Unpooled.wrappedBuffer(bytes, from, length);
            boolean last = from + length == bytes.length;
            frames.add(
                    from == 0
                            ? new TextWebSocketFrame(last, compress ? MessageAssembler.COMPRESSED : 0, content)
                            : new ContinuationWebSocketFrame(last, 0, content));
            from += length;
        } while (from < bytes.length);
        return frames;
    }
}
