package herald;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * DynamoDB, SQS and {@code @connections} in one, on this machine's loop-back, for a rehearsal: a query finds an audience of
 * both dialects, every write succeeds, and of the connections one is gone and one throttled. Thread-safe.
 */
final class Responder implements AutoCloseable {

    /** The number of rows in the one page that there is. */
    static final int AUDIENCE = 64;

    /** The id of a client of Socket.IO, which may join, and has. */
    static final String SOCKET_IO = "rehearsal-socketio=";

    private static final String GONE = "rehearsal0000-gone=";
    private static final String THROTTLED = "rehearsal0-throttled=";
    private static final JsonFactory JSON = new JsonFactory();

    private final ServerSocket server;
    private final long nowMillis;
    private final String page;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    Responder(InstantSource clock) throws IOException {
        server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        nowMillis = clock.millis();
        page = page();
        start(this::accept);
    }

    URI uri(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void start(Runnable task) {
        var _ = Thread.ofVirtual().name("herald-rehearsal").start(task);
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The rehearsal is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String start = line(in); start.endsWith(" HTTP/1.1"); start = line(in)) {
                String target = "";
                int length = 0;
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    String lower = header.toLowerCase(Locale.ROOT);
                    if (lower.startsWith("content-length:")) {
                        length = Integer.parseInt(
                                lower.substring("content-length:".length()).strip());
                    } else if (lower.startsWith("x-amz-target:")) {
                        target = header.substring(header.indexOf('.') + 1);
                    }
                }
                String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                out.write(answer(start, target, body).getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        } catch (IOException gone) {
            // As it may.
        } finally {
            sockets.remove(socket);
        }
    }

    /** Reads a line; an empty one at the end, and of what is no HTTP: a TLS handshake, which is meant to fail. */
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < 8192; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private String answer(String start, String target, String body) throws IOException {
        if (start.contains("/@connections/")) {
            return start.contains("gone")
                    ? text("410 Gone", "x-amzn-ErrorType: GoneException\r\n", "")
                    : start.contains("throttled")
                            ? text("429 Too Many Requests", "x-amzn-ErrorType: LimitExceededException\r\n", "{}")
                            : text("200 OK", "", "");
        }
        String json = switch (target) {
            case "Query" -> page;
            case "GetItem" -> body.contains(SOCKET_IO) ? "{\"Item\":" + row(SOCKET_IO, "socketio") + "}" : "{}";
            // The row of one who asks to join, and is moved on.
            case "UpdateItem" ->
                body.contains("ALL_NEW") && body.contains(SOCKET_IO)
                        ? "{\"Attributes\":" + row(SOCKET_IO, "socketio\"},\"phase\":{\"S\":\"joining") + "}"
                        : "{}";
            case "SendMessage" -> "{\"MessageId\":\"rehearsal\"}";
            case "SendMessageBatch", "ChangeMessageVisibilityBatch" -> batch(body);
            default -> "{}";
        };
        return text("200 OK", "Content-Type: application/x-amz-json-1.0\r\n", json);
    }

    private static String text(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\r\n" + headers + "x-amzn-RequestId: rehearsal\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    /** The answer that all went well, with the digests that the SDK compares. */
    private static String batch(String body) throws IOException {
        var entries = new StringBuilder();
        try (JsonParser json = JSON.createParser(body)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                boolean text = token == JsonToken.VALUE_STRING;
                if (text && "Id".equals(json.currentName())) {
                    entries.append(entries.isEmpty() ? "" : "},")
                            .append("{\"MessageId\":\"rehearsal\",\"Id\":\"")
                            .append(json.getText())
                            .append('"');
                } else if (text && "MessageBody".equals(json.currentName())) {
                    entries.append(",\"MD5OfMessageBody\":\"")
                            .append(md5(json.getText()))
                            .append('"');
                }
            }
        }
        return "{\"Successful\":[" + entries + (entries.isEmpty() ? "" : "}") + "],\"Failed\":[]}";
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has MD5", impossible);
        }
    }

    private String page() {
        var items = new StringBuilder();
        for (int i = 0; i < AUDIENCE; i++) {
            String id = i == 0 ? GONE : i == 1 ? THROTTLED : "rehearsal" + (1000 + i) + "=";
            items.append(i == 0 ? "" : ",").append(row(id, i % 2 == 0 ? "plain" : "batch"));
        }
        return "{\"Count\":" + AUDIENCE + ",\"ScannedCount\":" + AUDIENCE + ",\"Items\":[" + items + "]}";
    }

    /** A row as {@link herald.connections.ConnectionsTable} writes it, of a connection that is old enough to be forgotten. */
    private String row(String id, String dialect) {
        return "{\"audience\":{\"S\":\"herald.priming#0\"},\"connectionId\":{\"S\":\"" + id
                + "\"},\"dialect\":{\"S\":\"" + dialect
                + "\"},\"connectedAt\":{\"N\":\"" + (nowMillis - 600_000)
                + "\"},\"expiresAt\":{\"N\":\"" + (nowMillis / 1000 + 3600) + "\"}}";
    }
}
