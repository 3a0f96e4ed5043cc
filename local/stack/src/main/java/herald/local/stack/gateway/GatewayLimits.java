package herald.local.stack.gateway;

import java.time.Duration;

/** Every limit of the front, AWS's with where AWS states it. */
final class GatewayLimits {

    /** AWS docs, WebSocket quotas: "WebSocket frame size 32 KB". Counts what is on the wire. */
    static final int FRAME_BYTES = 32 * 1024;

    /** AWS docs, WebSocket quotas: "Message payload size 128 KB"; the same for a post (API model). Counts plain text. */
    static final int MESSAGE_BYTES = 128 * 1024;

    /** AWS docs, WebSocket quotas: "Length, in characters, of the URL for a WebSocket API". */
    static final int URL_CHARACTERS = 4096;

    /** AWS docs, quotas: "Total combined size of request line and header values" (REST; taken for WebSocket too). */
    static final int HEADER_BYTES = 10_240;

    /** AWS docs, WebSocket quotas: "Lambda authorizer result size 8 KB". */
    static final int AUTHORIZER_RESULT_BYTES = 8 * 1024;

    /** AWS docs, WebSocket quotas: "Integration timeout 50 milliseconds - 29 seconds". */
    static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(29);

    /** AWS docs, WebSocket quotas: "Idle Connection Timeout 10 minutes". */
    static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);

    /** AWS docs, WebSocket quotas: "Connection duration for WebSocket API 2 hours". */
    static final Duration MAX_DURATION = Duration.ofHours(2);

    /** AWS docs, account quotas: "Throttle quota per account, per Region" 10,000 requests per second. */
    static final int THROTTLE_RATE = 10_000;

    /** The same: "an additional burst capacity provided by the token bucket algorithm", 5,000 requests. */
    static final int THROTTLE_BURST = 5_000;

    /** AWS docs, WebSocket quotas: "New connections per second per account (across all WebSocket APIs) per Region". */
    static final int CONNECT_RATE = 500;

    /**
     * Bytes that may wait for one client before a post is answered 429. That there is such a limit is AWS's ("the
     * WebSocket client-side buffer is full", API model); its size is not known, so this one is ours.
     */
    static final int WAITING_BYTES = 1024 * 1024;

    /** Ours: what a frame's object and header are taken to weigh, so that empty posts can't be queued without end. */
    static final int FRAME_OVERHEAD_BYTES = 64;

    /** Ours: a connection is not read from while this many of its messages are with their handlers. */
    static final int MESSAGES_IN_FLIGHT = 256;

    /** Ours: AWS sends {@code $disconnect} "by best effort", and says no more. */
    static final Duration LATEST_DISCONNECT = Duration.ofMinutes(1);

    /** Ours: how long a client may take to answer a close frame before its socket is cut. */
    static final Duration CLOSE_GRACE = Duration.ofSeconds(2);

    /** Ours: how long closing the gateway waits for clients, and then for their {@code $disconnect} handlers. */
    static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(3);

    /** Ours: the most of a request's body that is read, to answer 413 on a connection that can be used again. */
    static final int DISCARDED_BYTES = 16 * 1024 * 1024;

    /** Ours: a message smaller than this is sent as it is, though the client understands compressed ones. */
    static final int DEFLATE_FROM_BYTES = 256;

    /** Ours: connections that may wait to be accepted, so that thousands can arrive at once. */
    static final int BACKLOG = 4096;

    /** Ours: threads for all sockets. They never wait, so more would only add memory. */
    static final int EVENT_LOOPS = 2;

    private GatewayLimits() {}
}
