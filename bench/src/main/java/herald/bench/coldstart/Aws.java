package herald.bench.coldstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The AWS that one fresh function needs, on one port: a Runtime API with one event, a table with one connection, and
 * {@code @connections}. Notes when it was asked for what. One process at a time; {@link #expect} is for the next.
 */
final class Aws implements AutoCloseable {

    private static final String RUNTIME = "/2018-06-01/runtime/";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int BACKLOG = 64;

    private static final String CONNECTION = "L0SM9cOFvHcCIhw=";

    private static final String EVENT = """
            {"Records":[{"messageId":"059f36b4-87a3-44ab-83d2-661970000001","receiptHandle":"AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy",\
            "body":"{\\"id\\":\\"42\\",\\"price\\":1.10,\\"name\\":\\"a thing that was added\\"}",\
            "attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1795520124230","SenderId":"AIDAIENQZJOLO23YVJ4VO",\
            "ApproximateFirstReceiveTimestamp":"1795520124244"},"messageAttributes":{},\
            "md5OfBody":"e405fac593027bc534cf08cd4d2a5647","eventSource":"aws:sqs",\
            "eventSourceARN":"arn:aws:sqs:us-east-1:000000000000:publish","awsRegion":"us-east-1"}]}""";

    private static final String ROWS = """
            {"Count":1,"ScannedCount":1,"Items":[{"audience":{"S":"lobby#0"},"connectionId":{"S":"CONNECTION"},\
            "dialect":{"S":"plain"},"connectedAt":{"N":"CONNECTED_AT"},"expiresAt":{"N":"32503680000"}}]}""".replace("CONNECTION", CONNECTION);

    private static final String NO_ROWS = "{\"Count\":0,\"ScannedCount\":0,\"Items\":[]}";

    private final ExecutorService executor = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("aws-", 0).factory());
    private final HttpServer server;
    private volatile Milestones milestones = new Milestones();

    Aws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(executor);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Has the next process's milestones noted there. */
    Milestones expect() {
        var expected = new Milestones();
        milestones = expected;
        return expected;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.equals(RUNTIME + "invocation/next")) {
            next(exchange);
        } else if (path.startsWith(RUNTIME) && path.endsWith("/error")) {
            milestones.failed(new String(body, StandardCharsets.UTF_8));
            send(exchange, 202, "application/json", "{\"status\":\"OK\"}");
        } else if (path.startsWith(RUNTIME)) {
            send(exchange, 202, "application/json", "{\"status\":\"OK\"}");
            milestones.answered();
        } else if (path.contains("/@connections/")) {
            send(exchange, 200, "application/json", "");
            // What init posts, to nobody, for practice, does not count.
            if (path.endsWith("/" + CONNECTION)) {
                milestones.posted();
            }
        } else {
            send(exchange, 200, "application/x-amz-json-1.0", amazonJson(exchange, body));
        }
    }

    /** A second one waits for ever, as on Lambda; the process is ended meanwhile. */
    private void next(HttpExchange exchange) throws IOException {
        if (!milestones.askedForWork()) {
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(Instant.now().plus(TIMEOUT).toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:broadcast");
        headers.set("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
        send(exchange, 200, "application/json", EVENT);
    }

    private static String amazonJson(HttpExchange exchange, byte[] body) {
        String target = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-Amz-Target"), "");
        return switch (target.substring(target.indexOf('.') + 1)) {
            case "Query" -> new String(body, StandardCharsets.UTF_8).contains("lobby#0") ? rows() : NO_ROWS;
            case "BatchGetItem" -> "{\"Responses\":{},\"UnprocessedKeys\":{}}";
            case "BatchWriteItem" -> "{\"UnprocessedItems\":{}}";
            default -> "{}";
        };
    }

    /** The connection is old enough to be no newcomer, and not so old that it would be over. */
    private static String rows() {
        Instant connectedAt = Instant.now().minus(Duration.ofMinutes(10));
        return ROWS.replace("CONNECTED_AT", Long.toString(connectedAt.toEpochMilli()));
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        // To this server 0 would mean "chunked".
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
