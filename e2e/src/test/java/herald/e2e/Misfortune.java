package herald.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What goes wrong at a running stack. */
record Misfortune(RunningStack stack) {

    /** Faults of posts that leave the connection as it is. */
    private static final Set<String> OF_POSTS =
            Set.of("error", "reset", "lost-answer", "throttled", "hang", "slow", "too-large");

    /** From now on these happen and no others, each at its rate. Kills befall BroadcastFunction alone. */
    void rates(Map<String, Double> rates) {
        ArrayNode faults = RunningStack.JSON.createArrayNode();
        rates.forEach((kind, rate) -> {
            var fault = faults.addObject().put("kind", kind).put("rate", rate);
            if (kind.equals("kill")) {
                fault.putArray("functions").add("BroadcastFunction");
            }
        });
        stack.call("PUT", "/console/faults", faults.toString());
    }

    /** From now on every post to these connections is throttled, and nothing else goes wrong. */
    void throttle(Set<String> connectionIds) {
        befalls(connectionIds, "throttled");
    }

    /** From now on every post to these connections is answered 413, and nothing else goes wrong. */
    void refuse(Set<String> connectionIds) {
        befalls(connectionIds, "too-large");
    }

    private void befalls(Set<String> connectionIds, String kind) {
        ArrayNode faults = RunningStack.JSON.createArrayNode();
        ArrayNode ids = faults.addObject().put("kind", kind).put("rate", 1).putArray("connections");
        connectionIds.forEach(ids::add);
        stack.call("PUT", "/console/faults", faults.toString());
    }

    void end() {
        rates(Map.of());
    }

    /** This share of posts meets one of the faults that leave a connection open, all alike. */
    static Map<String, Double> ofPosts(double share) {
        Map<String, Double> rates = new TreeMap<>();
        OF_POSTS.forEach(kind -> rates.put(kind, share / OF_POSTS.size()));
        return rates;
    }

    /** Kills the processes that fan out at this moment. */
    void kill() {
        stack.call("POST", "/console/faults/kill?function=BroadcastFunction", "");
    }

    /** How often each has happened so far. */
    Map<String, Long> happened() {
        JsonNode counts = Client.parsed(stack.get("/console/faults/happened"));
        Map<String, Long> happened = new TreeMap<>();
        counts.properties()
                .forEach(count -> happened.put(count.getKey(), count.getValue().asLong()));
        return happened;
    }

    long happened(String kind) {
        return happened().getOrDefault(kind, 0L);
    }
}
