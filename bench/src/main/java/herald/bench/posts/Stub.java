package herald.bench.posts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Answers every request with an empty 200 when its body is there, with one thread and as little work as can be, so that
 * it is the client that is measured. A program of its own: {@code Stub [DELAY_MILLIS]} prints {@code port N}.
 */
final class Stub {

    private static final byte[] ANSWER = """
            HTTP/1.1 200 OK\r
            Date: Tue, 24 Nov 2026 00:00:00 GMT\r
            Content-Type: application/json\r
            Content-Length: 0\r
            Connection: keep-alive\r
            x-amzn-RequestId: 00000000-0000-0000-0000-000000000000\r
            \r
            """.getBytes(StandardCharsets.US_ASCII);

    private static final int BUFFER_BYTES = 1 << 18;
    private static final int BACKLOG = 4096;

    private record Late(SelectionKey key, long dueNanos) {}

    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER);
    private final Queue<Late> late = new ArrayDeque<>();
    private final long delayNanos;

    /** @param delayMillis between a request and its answer */
    Stub(long delayMillis) throws IOException {
        delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] arguments) throws IOException {
        var stub = new Stub(arguments.length > 0 ? Long.parseLong(arguments[0]) : 0);
        System.out.println("port " + stub.port());
        stub.serve();
    }

    int port() throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /** Serves until the selector is closed or the process ends. */
    void serve() throws IOException {
        while (true) {
            selector.select(this::act, patienceMillis());
            while (!late.isEmpty() && late.peek().dueNanos() - System.nanoTime() <= 0) {
                answer(late.remove().key());
            }
        }
    }

    /** Waits until the next answer is due; for ever if none is. A millisecond too long at most. */
    private long patienceMillis() {
        Late next = late.peek();
        return next == null ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.dueNanos() - System.nanoTime()));
    }

    private void act(SelectionKey key) {
        if (key.isAcceptable()) {
            accept();
        } else {
            read(key);
        }
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            if (channel != null) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_READ, new RequestEnd());
            }
        } catch (IOException refused) {
            System.err.println("stub: " + refused);
        }
    }

    private void read(SelectionKey key) {
        try {
            buffer.clear();
            int length = ((SocketChannel) key.channel()).read(buffer);
            if (length < 0) {
                end(key);
                return;
            }
            buffer.flip();
            buffer.get(bytes, 0, length);
            int requests = ((RequestEnd) key.attachment()).count(bytes, length);
            for (int request = 0; request < requests; request++) {
                if (delayNanos == 0) {
                    answer(key);
                } else {
                    late.add(new Late(key, System.nanoTime() + delayNanos));
                }
            }
        } catch (IOException reset) {
            end(key);
        }
    }

    /** An answer always fits into the socket's empty buffer. */
    private void answer(SelectionKey key) {
        answer.clear();
        try {
            ((SocketChannel) key.channel()).write(answer);
        } catch (IOException gone) {
            end(key);
            return;
        }
        if (answer.hasRemaining()) {
            System.err.println("stub: an answer did not fit, so a client does not read");
            end(key);
        }
    }

    private static void end(SelectionKey key) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException ignored) {
            // It is closed for us in any case.
        }
    }
}
