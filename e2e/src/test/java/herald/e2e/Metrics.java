package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;

/** The metrics and alarms that a stack's console shows. */
record Metrics(RunningStack stack) {

    /** Waits until so much or more was measured in the last 30 minutes, of all dimensions together. */
    void await(String metric, double least) {
        Awaitility.await()
                .atMost(Client.PATIENCE)
                .untilAsserted(() -> assertThat(sum(metric)).as(metric).isGreaterThanOrEqualTo(least));
    }

    private double sum(String metric) {
        double sum = 0;
        for (JsonNode each : read().get("metrics")) {
            if (each.get("name").asText().equals(metric)) {
                for (JsonNode value : each.get("values")) {
                    sum += value.asDouble();
                }
            }
        }
        return sum;
    }

    /** Waits until an alarm is in a state. */
    void await(String alarm, String state) {
        Awaitility.await()
                .atMost(Client.PATIENCE)
                .untilAsserted(() -> assertThat(state(alarm)).as(alarm).isEqualTo(state));
    }

    private String state(String alarm) {
        for (JsonNode each : read().get("alarms")) {
            if (each.get("id").asText().equals(alarm)) {
                return each.get("state").asText();
            }
        }
        return "not there";
    }

    private JsonNode read() {
        return Client.parsed(stack.get("/console/metrics.json"));
    }
}
