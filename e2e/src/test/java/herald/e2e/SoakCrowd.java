package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What {@code bench/soak crowd} runs: ten thousand connections, held by a process of their own since a process may open
 * 20,000 files at most.
 */
final class SoakCrowd {

    private static final double SHARE = Double.parseDouble(System.getProperty("herald.soak.share", "1"));

    @Test
    void oneMessageReachesAllWithinTheFunctionsMemory() throws IOException {
        int connections = (int) Math.max(1, Math.round(10_000 * SHARE));
        // On AWS so many connect in 20 s at best; here nobody waits for that.
        try (RunningStack stack = RunningStack.start("--connect-rate", "100000", "--request-rate", "100000")) {
            Process crowd = RunningStack.launch(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx2g",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Crowd.class.getName(),
                    stack.webSocketUrl().toString(),
                    Integer.toString(connections)));
            RunningStack.endAfter(Duration.ofMinutes(6), crowd);
            try (BufferedReader lines = crowd.inputReader()) {
                assertThat(lines.readLine()).isEqualTo("connected " + connections);
                stack.publish("\"to everybody\"");
                assertThat(lines.readLine()).isEqualTo("received " + connections);
            } finally {
                RunningStack.end(crowd);
            }
            for (JsonNode environment : stack.console().get("environments")) {
                assertThat(environment.get("residentBytes").asLong())
                        .as(environment.toString())
                        .isBetween(1L, megabytes(environment.get("function").asText()));
            }
        }
    }

    /** {@code MemorySize} in template.yaml. */
    private static long megabytes(String function) {
        return (function.equals("BroadcastFunction") ? 1769L : 1024L) << 20;
    }
}
