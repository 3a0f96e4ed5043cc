package herald.local.stack.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import herald.local.stack.lambda.Functions;
import herald.local.stack.lambda.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The functions behind a tested gateway: answer as told, {@code {"statusCode":200}} unless told, and remember. */
final class Handlers implements Functions {

    static final String OK = "{\"statusCode\":200}";

    /** An invocation as the gateway asked for it. */
    record Seen(String function, String trigger, JsonNode event) {

        JsonNode context() {
            return event.path("requestContext");
        }

        String connectionId() {
            return context().path("connectionId").asText();
        }
    }

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Map<String, Function<JsonNode, CompletableFuture<InvocationResult>>> answers =
            new ConcurrentHashMap<>();

    @Override
    public CompletableFuture<InvocationResult> invoke(String function, String trigger, byte[] event) {
        JsonNode json = StrictJson.read(event);
        seen.add(new Seen(function, trigger, json));
        return answers.getOrDefault(function, _ -> now(returned(OK))).apply(json);
    }

    void answer(String function, String payload) {
        result(function, returned(payload));
    }

    void result(String function, InvocationResult result) {
        answers.put(function, _ -> now(result));
    }

    void later(String function, CompletableFuture<InvocationResult> result) {
        answers.put(function, _ -> result);
    }

    void by(String function, Function<JsonNode, CompletableFuture<InvocationResult>> answer) {
        answers.put(function, answer);
    }

    static InvocationResult returned(String payload) {
        return new InvocationResult.Returned(payload.getBytes(StandardCharsets.UTF_8));
    }

    static CompletableFuture<InvocationResult> now(InvocationResult result) {
        return CompletableFuture.completedFuture(result);
    }

    List<Seen> seen() {
        return seen;
    }

    List<Seen> seen(String function) {
        return seen.stream().filter(one -> one.function().equals(function)).toList();
    }
}
