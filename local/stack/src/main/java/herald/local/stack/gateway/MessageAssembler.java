package herald.local.stack.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a client's frames together to messages, within AWS's limits. For one connection's event loop. */
final class MessageAssembler {

    /** RFC 7692: the bit on a message's first frame that says it is compressed. */
    static final int COMPRESSED = 4;

    private final boolean deflating;
    private @Nullable ByteArrayOutputStream begun;
    private boolean compressed;

    MessageAssembler(boolean deflating) {
        this.deflating = deflating;
    }

    /** Returns the message's text if this was its last frame. */
    Optional<String> add(WebSocketFrame frame) throws Violation {
        if (frame instanceof BinaryWebSocketFrame) {
            throw new Violation(CloseCode.BINARY);
        }
        boolean first = !(frame instanceof ContinuationWebSocketFrame);
        if (frame.rsv() != 0 && !(first && deflating && frame.rsv() == COMPRESSED)) {
            throw new Violation(CloseCode.PROTOCOL_ERROR);
        }
        if (first) {
            compressed = frame.rsv() == COMPRESSED;
        }
        if (first && frame.isFinalFragment()) {
            return Optional.of(text(ByteBufUtil.getBytes(frame.content())));
        }
        byte[] whole = collect(frame);
        return frame.isFinalFragment() ? Optional.of(text(whole)) : Optional.empty();
    }

    private byte[] collect(WebSocketFrame frame) throws Violation {
        ByteArrayOutputStream message = begun == null ? new ByteArrayOutputStream() : begun;
        ByteBuf content = frame.content();
        if (message.size() + content.readableBytes() > GatewayLimits.MESSAGE_BYTES) {
            throw new Violation(CloseCode.MESSAGE_TOO_BIG);
        }
        message.writeBytes(ByteBufUtil.getBytes(content));
        begun = frame.isFinalFragment() ? null : message;
        return frame.isFinalFragment() ? message.toByteArray() : new byte[0];
    }

    private String text(byte[] message) throws Violation {
        byte[] plain = compressed ? Deflation.ofThread().inflate(message) : message;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plain))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new Violation(CloseCode.NOT_UTF8);
        }
    }
}
