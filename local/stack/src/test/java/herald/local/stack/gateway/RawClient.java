package herald.local.stack.gateway;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A WebSocket client by hand, for what well-behaved ones don't do. */
final class RawClient {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** An HTTP response without its body; names in lower case. */
    record Head(int status, Map<String, String> headers) {}

    record Frame(boolean last, int rsv, int opcode, byte[] payload) {

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** @return the code of a close frame */
        int code() {
            return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
        }

        String reason() {
            return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }
    }

    private final Socket socket;
    private final DataInputStream in;

    private RawClient(Socket socket, DataInputStream in) {
        this.socket = socket;
        this.in = in;
    }

    static RawClient open(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) Running.PATIENCE.toMillis());
            return new RawClient(socket, new DataInputStream(socket.getInputStream()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends the head of a request. */
    void send(String... lines) {
        send((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Head head() {
        int status = Integer.parseInt(line().substring(9, 12));
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        return new Head(status, headers);
    }

    /** @return what comes until the server closes, as text */
    String rest() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String line() {
        try {
            StringBuilder line = new StringBuilder();
            for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void frame(int opcode, boolean last, byte[] payload) {
        frame(opcode, last, 0, payload);
    }

    void text(String text) {
        frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Masked with zeros, so that the payload goes as it is. */
    void frame(int opcode, boolean last, int rsv, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) ((last ? 0x80 : 0) | rsv << 4 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        send(bytes);
    }

    void close(int code) {
        close(code, "");
    }

    void close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        frame(
                CLOSE,
                true,
                ByteBuffer.allocate(2 + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    void skip(int bytes) {
        try {
            in.readNBytes(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return as much of what the server sends, as text */
    String bytes(int count) {
        try {
            return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return whether there is something to read at this moment */
    boolean answered() {
        try {
            return in.available() > 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Frame read() {
        try {
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
            }
            byte[] payload = new byte[length];
            in.readFully(payload);
            return new Frame((first & 0x80) != 0, first >> 4 & 7, first & 15, payload);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return whether the server ended the stream, with nothing left to read */
    boolean ended() {
        try {
            return in.read() == -1;
        } catch (EOFException end) {
            return true;
        } catch (IOException failure) {
            return true;
        }
    }

    /** Cuts the connection so that the server's side sees a reset. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
