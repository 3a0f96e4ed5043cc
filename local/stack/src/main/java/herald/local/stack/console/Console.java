package herald.local.stack.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import herald.local.stack.feed.Feed;
import herald.local.stack.feed.Sight;
import herald.local.stack.gateway.WebPages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The stand-in's own pages: the console and its JSON, the page for users, and what {@code READY} said.
 *
 * <p>Thread-safe. Answers from memory at once; nothing is refused to anybody who can reach the port.
 *
 * <ul>
 *   <li>{@code /} and {@code /index.html}: the page, the same file that users copy
 *   <li>{@code /socket.io.min.js}: the stock client, if it stood beside the page when this was built; else 404
 *   <li>{@code /ready.json}: the facts of the {@code READY} line
 *   <li>{@code /console/}: the console
 *   <li>{@code /console/state.json?invocations=N&problems=M}: a {@link ConsoleState}; 400 if N or M is not a number
 *   <li>{@code /console/bill.json}: what AWS would bill, since the start and for a month at the rate of the last minute
 *   <li>{@code /console/metrics.json}: the alarms and their states, and what was measured in the last 30 minutes
 *   <li>{@code /console/faults} and below: {@link FaultPages}, which can be changed
 * </ul>
 */
public final class Console implements WebPages {

    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Sight sight;
    private final Feed feed;
    private final FaultPages faults;
    private final JsonPages pages;
    private final ObjectMapper mapper = MillisJson.mapper();
    private final byte[] page = needed("/herald/local/stack/page/index.html");
    private final byte[] console = needed("/herald/local/stack/console/index.html");
    private final WebPage socketIo = socketIo();

    /** A console in the browser may outlive the stack that it looks at; by this it sees that the numbers began anew. */
    private final String run = UUID.randomUUID().toString();

    /**
     * The pages that Jackson writes, each asked for anew at a request.
     *
     * @param facts {@code /ready.json}
     * @param bill {@code /console/bill.json}
     * @param metrics {@code /console/metrics.json}
     */
    public record JsonPages(
            Supplier<Map<String, Object>> facts,
            Supplier<Map<String, Object>> bill,
            Supplier<Map<String, Object>> metrics) {}

    public Console(Sight sight, Feed feed, FaultPages faults, JsonPages pages) {
        this.sight = sight;
        this.feed = feed;
        this.faults = faults;
        this.pages = pages;
    }

    @Override
    public Optional<WebPage> get(String path, String query) {
        return switch (path) {
            case "/", "/index.html" -> Optional.of(new WebPage(200, HTML, page));
            case "/socket.io.min.js" -> Optional.of(socketIo);
            case "/ready.json" -> Optional.of(json(200, pages.facts().get()));
            case "/console", "/console/" -> Optional.of(new WebPage(200, HTML, console));
            case "/console/state.json" -> Optional.of(state(query));
            case "/console/bill.json" -> Optional.of(json(200, pages.bill().get()));
            case "/console/metrics.json" ->
                Optional.of(json(200, pages.metrics().get()));
            default -> faults.get(path);
        };
    }

    @Override
    public Optional<WebPage> send(Order order) {
        return faults.send(order);
    }

    private WebPage state(String query) {
        try {
            var invocations = feed.invocationsAfter(number(query, "invocations"));
            var problems = feed.problemsAfter(number(query, "problems"));
            return json(200, ConsoleState.of(run, sight, invocations, problems));
        } catch (NumberFormatException e) {
            return json(400, Map.of("message", "invocations and problems take the last number seen: " + query));
        }
    }

    /** Returns the parameter's value, 0 if there is none: everything that is kept. */
    private static long number(String query, String name) {
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return Long.parseLong(pair, name.length() + 1, pair.length(), 10);
            }
        }
        return 0;
    }

    private WebPage json(int status, Object value) {
        try {
            return new WebPage(status, JSON, mapper.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            return new WebPage(500, TEXT, e.getOriginalMessage().getBytes(UTF_8));
        }
    }

    private static WebPage socketIo() {
        return resource("/herald/local/stack/page/socket.io.min.js")
                .map(script -> new WebPage(200, SCRIPT, script))
                .orElseGet(() -> new WebPage(
                        404, TEXT, "It is not there: run page/get-socket.io, then local/up again.\n".getBytes(UTF_8)));
    }

    private static byte[] needed(String name) {
        return resource(name).orElseThrow(() -> new IllegalStateException("not in the jar: " + name));
    }

    private static Optional<byte[]> resource(String name) {
        try (var in = Console.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
