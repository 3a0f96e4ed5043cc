package herald.local.stack.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import herald.local.stack.gateway.WebPages.Order;
import herald.local.stack.gateway.WebPages.WebPage;
import herald.local.stack.weather.ChanceJson;
import herald.local.stack.weather.Weather;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Faults at run time, as pages that other programs rely on. Thread-safe.
 *
 * <ul>
 *   <li>{@code GET /console/faults}: those that can happen now; {@code PUT} replaces all of them. 400 for what is
 *       wrong, 409 for a fault that can't happen in this run
 *   <li>{@code GET /console/faults/happened}: how often each has happened since the start
 *   <li>{@code POST /console/faults/kill?function=LogicalId}: kills the function's busy processes, else the idle ones,
 *       now; says how many. 404 if there is no such function
 *   <li>{@code POST /console/faults/cold?function=LogicalId}: replaces the function's idle processes, so that its next
 *       invocation meets a cold start; says how many
 * </ul>
 */
public final class FaultPages {

    private static final String PATH = "/console/faults";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String FUNCTION = "function=";

    private final Weather weather;
    private final Function<String, OptionalInt> killer;
    private final Function<String, OptionalInt> replacer;

    /**
     * @param killer kills processes of the function of a logical id, and says how many; empty if there is none
     * @param replacer replaces idle ones likewise
     */
    public FaultPages(Weather weather, Function<String, OptionalInt> killer, Function<String, OptionalInt> replacer) {
        this.weather = weather;
        this.killer = killer;
        this.replacer = replacer;
    }

    Optional<WebPage> get(String path) {
        return switch (path) {
            case PATH -> Optional.of(list());
            case PATH + "/happened" -> Optional.of(page(200, happened().toString()));
            default -> Optional.empty();
        };
    }

    Optional<WebPage> send(Order order) {
        return switch (order.method() + " " + order.path()) {
            case "PUT " + PATH -> Optional.of(change(order.body()));
            case "POST " + PATH + "/kill" -> Optional.of(order(order.query(), killer, "killed"));
            case "POST " + PATH + "/cold" -> Optional.of(order(order.query(), replacer, "replaced"));
            default -> Optional.empty();
        };
    }

    private WebPage list() {
        return page(200, ChanceJson.write(weather.chances()).toString());
    }

    private ObjectNode happened() {
        ObjectNode counts = JsonNodeFactory.instance.objectNode();
        weather.happened().forEach((fault, count) -> counts.put(fault.word(), count));
        return counts;
    }

    private WebPage change(byte[] body) {
        try {
            weather.change(ChanceJson.read(body));
            return list();
        } catch (IllegalArgumentException wrong) {
            return refused(400, String.valueOf(wrong.getMessage()));
        } catch (IllegalStateException impossible) {
            return refused(409, String.valueOf(impossible.getMessage()));
        }
    }

    private static WebPage order(String query, Function<String, OptionalInt> doer, String done) {
        if (!query.startsWith(FUNCTION) || query.indexOf('&') >= 0) {
            return refused(400, "?function=LogicalId is wanted");
        }
        String function = query.substring(FUNCTION.length());
        OptionalInt count = doer.apply(function);
        return count.isEmpty()
                ? refused(404, "there is no function " + function)
                : page(200, "{\"" + done + "\":" + count.getAsInt() + "}");
    }

    private static WebPage refused(int status, String reason) {
        return page(
                status,
                JsonNodeFactory.instance.objectNode().put("message", reason).toString());
    }

    private static WebPage page(int status, String json) {
        return new WebPage(status, JSON, json.getBytes(UTF_8));
    }
}
