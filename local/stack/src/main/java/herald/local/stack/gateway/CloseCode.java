package herald.local.stack.gateway;

import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;

/**
 * The end of a connection, as its {@code $disconnect} event tells it. The pairs are those seen in events captured from
 * AWS, except where marked as ours.
 */
record CloseCode(int code, String reason) {

    static final CloseCode NORMAL = new CloseCode(1000, "Connection Closed Normally");

    /** The idle timeout; also, by serverless-offline's word only, the end of two hours. */
    static final CloseCode GOING_AWAY = new CloseCode(1001, "Going away");

    /** The client's close frame was empty. Never sent. */
    static final CloseCode NO_STATUS = new CloseCode(1005, "Client-side close frame status not set");

    /** No close frame came. Never sent; the reason is ours. */
    static final CloseCode VANISHED = new CloseCode(1006, "Connection Closed Abnormally");

    /** A fault that was asked for. Never sent, and no event tells of it. */
    static final CloseCode DROPPED = new CloseCode(1006, "Dropped");

    /** AWS docs, binary media types: API Gateway takes no binary frames. The reason is ours. */
    static final CloseCode BINARY = new CloseCode(1003, "Binary frames are not supported");

    /** RFC 6455, 8.1. The reason is ours. */
    static final CloseCode NOT_UTF8 = new CloseCode(1007, "Text is not UTF-8");

    /** Ours. */
    static final CloseCode NOT_DEFLATED = new CloseCode(1007, "Message is not compressed as agreed");

    /** Ours. */
    static final CloseCode PROTOCOL_ERROR = new CloseCode(1002, "Protocol error");

    /** AWS docs, WebSocket quotas: above the message limit the connection is closed with 1009. The reason is ours. */
    static final CloseCode MESSAGE_TOO_BIG = new CloseCode(1009, "Message is larger than 128 KB");

    /** AWS docs, WebSocket quotas: above the frame limit the connection is closed with 1009. The reason is ours. */
    static final CloseCode FRAME_TOO_BIG = new CloseCode(1009, "Frame is larger than 32 KB");

    /** Ours. */
    static final CloseCode FAULT = new CloseCode(1011, "Internal server error");

    /** Returns what the client's close frame says; a reason it left out is the gateway's for that code. */
    static CloseCode of(CloseWebSocketFrame frame) {
        int code = frame.statusCode();
        if (code == -1) {
            return NO_STATUS;
        }
        String reason = frame.reasonText();
        if (!reason.isEmpty()) {
            return new CloseCode(code, reason);
        }
        return switch (code) {
            case 1000 -> NORMAL;
            case 1001 -> GOING_AWAY;
            default -> new CloseCode(code, "");
        };
    }

    /** Returns the frame that tells the client; empty for a code that only an event may carry. */
    CloseWebSocketFrame frame() {
        return code == NO_STATUS.code || code == VANISHED.code
                ? new CloseWebSocketFrame()
                : new CloseWebSocketFrame(code, reason);
    }
}
