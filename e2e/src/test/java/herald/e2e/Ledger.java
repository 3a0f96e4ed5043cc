package herald.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** Adds up what the functions' own log lines say. */
final class Ledger {

    private Ledger() {}

    /** @param count a number of the line that BroadcastFunction writes for each invocation, such as {@code delivered} */
    static long total(RunningStack stack, String count) {
        long total = 0;
        for (String line : stack.log()) {
            int json = line.indexOf('{');
            if (line.startsWith("BroadcastFunction") && json > 0) {
                total += number(line.substring(json), count);
            }
        }
        return total;
    }

    private static long number(String json, String count) {
        try {
            JsonNode line = RunningStack.JSON.readTree(json);
            return line.path(count).asLong(0);
        } catch (JsonProcessingException notALineOfOurs) {
            return 0;
        }
    }
}
