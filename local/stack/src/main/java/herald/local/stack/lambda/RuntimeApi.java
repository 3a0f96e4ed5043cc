package herald.local.stack.lambda;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import herald.local.stack.lambda.InvocationResult.Failed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * The Lambda Runtime API as one environment sees it ("Using the Lambda runtime API for custom runtimes", AWS docs), on
 * a loopback port of its own, which is how a call is known to be this environment's. Thread-safe.
 *
 * <p>The JDK's server, because a runtime holds two connections, one of them parked in {@code next}: a blocking handler
 * on a virtual thread says just that, and one invocation costs it less than the freezing and thawing around it.
 */
final class RuntimeApi implements AutoCloseable {

    private static final String BASE = "/2018-06-01/runtime/";
    private static final int NO_BODY = -1;

    static {
        // Read by the JDK's server when its first class is loaded. Delayed ACKs would allow 11 invocations a second;
        // and a connection must outlast the longest function, 15 minutes, in which the runtime has nothing to say.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "1000");
    }

    /** The calls that a runtime makes. Called on a virtual thread of its own each, so that waiting is allowed. */
    interface Calls {

        /** Waits for an event. @return empty when there will be none any more */
        Optional<Event> next();

        /** Returns the HTTP status: 202, 413 for a body that is too large, 400 for an unknown request id. */
        int response(String requestId, byte[] body);

        /** Returns the HTTP status: 202, 400 for an unknown request id. */
        int error(String requestId, Failed error);

        /** Initialising failed, or restoring did. */
        void initError(Failed error);

        /** The runtime is ready for its snapshot. Returns when it is to be restored from it. */
        void restoreNext();
    }

    /** @param headers those of {@code Lambda-Runtime-…} */
    record Event(Map<String, String> headers, byte[] body) {}

    private final HttpServer server;
    private final Calls calls;

    RuntimeApi(Calls calls, ExecutorService threads) throws IOException {
        this.calls = calls;
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext(BASE, this::handle);
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call = exchange.getRequestURI().getPath().substring(BASE.length());
            switch (exchange.getRequestMethod() + " " + call) {
                case "GET invocation/next" -> next(exchange);
                case "POST init/error", "POST restore/error" -> {
                    calls.initError(error(exchange));
                    answer(exchange, 202);
                }
                case "GET restore/next" -> {
                    calls.restoreNext();
                    answer(exchange, 200);
                }
                default -> settle(exchange, List.of(call.split("/", -1)));
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        Optional<Event> event = calls.next();
        if (event.isEmpty()) {
            return;
        }
        Headers headers = exchange.getResponseHeaders();
        // Without a content type the runtime client's native code reads through a null pointer.
        headers.set("Content-Type", "application/json");
        event.get().headers().forEach(headers::set);
        write(exchange, 200, event.get().body());
    }

    /** {@code POST invocation/{id}/response} and {@code POST invocation/{id}/error}. */
    private void settle(HttpExchange exchange, List<String> path) throws IOException {
        boolean invocation = exchange.getRequestMethod().equals("POST")
                && path.size() == 3
                && path.getFirst().equals("invocation");
        if (invocation && path.getLast().equals("response")) {
            answer(exchange, calls.response(path.get(1), body(exchange)));
        } else if (invocation && path.getLast().equals("error")) {
            answer(exchange, calls.error(path.get(1), error(exchange)));
        } else {
            answer(exchange, 404);
        }
    }

    private static Failed error(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        return RuntimeError.read(type == null ? "Runtime.Unknown" : type, body(exchange));
    }

    /** One byte more than is allowed is enough to know; the rest is skipped when the exchange closes. */
    private static byte[] body(HttpExchange exchange) throws IOException {
        return exchange.getRequestBody().readNBytes(LambdaLimits.RESPONSE_BYTES + 1);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] body = (status < 300 ? "{\"status\":\"OK\"}" : "{\"errorType\":\"InvalidRequest\"}")
                .getBytes(StandardCharsets.US_ASCII);
        write(exchange, status, body);
    }

    /** A length of 0 would mean chunks. */
    private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? NO_BODY : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
