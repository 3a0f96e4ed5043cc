package herald.e2e;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A client that connects and then reads nothing, until it is told to: a browser tab that sleeps. A socket and the few
 * lines of RFC 6455 that it takes, since no library lets its messages lie.
 */
final class Sluggard implements AutoCloseable {

    private static final int RECEIVE_BUFFER = 16 * 1024;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    private final Socket socket;
    private final DataInputStream in;
    private final Account account;

    private Sluggard(Socket socket, Account account) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.account = account;
    }

    static Sluggard connect(URI url, Ledger ledger) {
        try {
            // Small, and set before it connects, or the kernel would read megabytes for it.
            var socket = new Socket();
            socket.setReceiveBufferSize(RECEIVE_BUFFER);
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            String upgrade = """
                    GET %s HTTP/1.1\r
                    Host: %s\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    Sec-WebSocket-Version: 13\r
                    \r
                    """.formatted(url.getPath(), url.getAuthority());
            socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
            var in = new DataInputStream(socket.getInputStream());
            String answer = headers(in);
            if (!answer.startsWith("HTTP/1.1 101 ")) {
                throw new AssertionError(answer);
            }
            return new Sluggard(socket, ledger.account());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String headers(DataInputStream in) throws IOException {
        var answer = new ByteArrayOutputStream();
        while (!answer.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            answer.write(in.readUnsignedByte());
        }
        return answer.toString(StandardCharsets.US_ASCII);
    }

    Account account() {
        return account;
    }

    /** Reads from now on, until the connection ends. */
    void wakeUp() {
        Thread.ofVirtual().start(() -> {
            try {
                while (readFrame()) {
                    // One after the other.
                }
            } catch (IOException ended) {
                // Its account is closed either way.
            }
            account.closed();
        });
    }

    /** A whole one: what is sent to it is small enough for the gateway not to split it. False if it was the last. */
    private boolean readFrame() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        int length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] payload = in.readNBytes(length);
        if (opcode == TEXT) {
            account.take(new String(payload, StandardCharsets.UTF_8));
        }
        return opcode != CLOSE;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
