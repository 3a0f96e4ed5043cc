package herald.lean;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** An HTTP server of plain sockets that does exactly as its script says, also what no proper server does. */
final class ScriptedServer implements AutoCloseable {

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    /** What is done with one request. */
    interface Script {
        void run(Exchange exchange) throws Exception;
    }

    private final ServerSocket server;
    private final boolean tls;
    private final Thread accepting;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Semaphore handshakes = new Semaphore(0);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Script script = exchange -> exchange.answer(OK);

    ScriptedServer() throws IOException {
        this(null);
    }

    ScriptedServer(@Nullable SSLContext context) throws IOException {
        tls = context != null;
        server = (context == null ? ServerSocketFactory.getDefault() : context.getServerSocketFactory())
                .createServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        accepting = Thread.ofVirtual().start(this::accept);
    }

    URI endpoint() {
        return URI.create((tls ? "https://localhost:" : "http://127.0.0.1:") + server.getLocalPort() + "/prod");
    }

    void script(Script next) {
        script = next;
    }

    /** Method, path and body of what has come in, a line each. */
    List<String> requests() {
        return requests;
    }

    /** How many connections there have been. */
    int connections() {
        return connections.get();
    }

    int open() {
        return sockets.size();
    }

    /** Holds a script up until the end of the test. */
    void hang() throws InterruptedException {
        end.await();
    }

    /** Keeps connections from being greeted, from here on until {@link #greet}. */
    void holdUp() {
        gate = new CountDownLatch(1);
    }

    void greet() {
        gate.countDown();
    }

    /** Returns when one more TLS handshake has ended well, on both sides. */
    void handshaken() throws InterruptedException {
        handshakes.acquire();
    }

    /** Says on all connections that no more will come, and closes none; with TLS, by {@code close_notify}. */
    void sayNoMore() throws IOException {
        for (Socket socket : sockets) {
            socket.shutdownOutput();
        }
    }

    /** Ends all connections, as a load balancer does with idle ones. */
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        greet();
        server.close();
        try {
            // Until it has noticed, a connection is accepted and answered all the same.
            accepting.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        hangUp();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                int number = connections.incrementAndGet();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket, number));
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            gate.await();
            if (socket instanceof SSLSocket secure) {
                secure.startHandshake();
                handshakes.release();
            }
            var in = new BufferedInputStream(socket.getInputStream());
            for (String line = line(in); line != null; line = line(in)) {
                var exchange = new Exchange(socket, in, number, line);
                script.run(exchange);
                if (socket.isClosed()) {
                    return;
                }
                exchange.body();
            }
        } catch (Exception gone) {
            // The client has gone, or the test has ended.
        } finally {
            sockets.remove(socket);
        }
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** One request, and the socket that it came on. */
    final class Exchange {

        private final Socket socket;
        private final InputStream in;
        private final int connection;
        private final String start;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private @Nullable String body;

        private Exchange(Socket socket, InputStream in, int connection, String start) throws IOException {
            this.socket = socket;
            this.in = in;
            this.connection = connection;
            this.start = start;
            for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }

        /** From 1, in the order of their coming. */
        int connection() {
            return connection;
        }

        Map<String, String> headers() {
            return headers;
        }

        /** Reads it, unless that was done. */
        String body() throws IOException {
            if (body == null) {
                int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
                body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                String[] words = start.split(" ", -1);
                requests.add(words[0] + " " + words[1] + " " + body);
            }
            return body;
        }

        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** Reads the request, then answers. */
        void answer(String text) throws IOException {
            body();
            say(text);
        }

        void end() throws IOException {
            socket.close();
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
