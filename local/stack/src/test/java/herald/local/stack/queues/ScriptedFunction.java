package herald.local.stack.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import herald.local.stack.lambda.Functions;
import herald.local.stack.lambda.InvocationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A function that keeps the events it gets and answers by a script. */
final class ScriptedFunction implements Functions {

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final Function<JsonNode, CompletableFuture<InvocationResult>> script;

    ScriptedFunction(Function<JsonNode, CompletableFuture<InvocationResult>> script) {
        this.script = script;
    }

    static ScriptedFunction answering(InvocationResult result) {
        return new ScriptedFunction(event -> CompletableFuture.completedFuture(result));
    }

    static ScriptedFunction returning(String json) {
        return answering(returned(json));
    }

    static InvocationResult returned(String json) {
        return new InvocationResult.Returned(json.getBytes(StandardCharsets.UTF_8));
    }

    /** @return bodies of all records it got, in order */
    List<String> bodies() {
        List<String> bodies = new ArrayList<>();
        events.forEach(event -> bodies.addAll(bodies(event)));
        return bodies;
    }

    static List<String> bodies(JsonNode event) {
        List<String> bodies = new ArrayList<>();
        event.path("Records").forEach(message -> bodies.add(message.path("body").asText()));
        return bodies;
    }

    @Override
    public CompletableFuture<InvocationResult> invoke(String function, String trigger, byte[] event) {
        try {
            JsonNode json = JSON.readTree(event);
            events.add(json);
            return script.apply(json);
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }
}
