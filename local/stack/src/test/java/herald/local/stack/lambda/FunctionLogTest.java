package herald.local.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import herald.local.rules.prices.Item;
import herald.local.stack.meter.CostBasis;
import herald.local.stack.meter.Meter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunctionLogTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Meter meter = new Meter(new CostBasis(Set.of(), Set.of(), Map.of(), List.of()));
    private final FunctionLog log =
            new FunctionLog("Broadcast", new PrintStream(written, true, StandardCharsets.UTF_8), meter);

    private void write(String text) {
        log.copy(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String[] lines() {
        return written.toString(StandardCharsets.UTF_8).split("\\R", -1);
    }

    @Test
    void everyLineBearsTheFunctionsName() {
        write("one\ntwö\r\nthree");
        log.say("START\nEND");
        assertThat(lines())
                .containsExactly(
                        "Broadcast one", "Broadcast twö", "Broadcast three", "Broadcast START", "Broadcast END", "");
    }

    @Test
    void everyLinesBytesAreCountedWithoutItsEnd() {
        write("one\ntwö\n");
        log.say("START\nEND");
        assertThat(meter.counts().parts(Item.LOGS)).isEqualTo(Map.of("Broadcast", 3L + 4 + 5 + 3 + 4 * 26));
    }

    @Test
    void eachMetricOfEachSetOfDimensionsIsCountedOnce() {
        String line = """
                {"_aws":{"CloudWatchMetrics":[{"Namespace":"N","Dimensions":[["Stage"],["Stage","Dialect"]],\
                "Metrics":[{"Name":"delivered"},{"Name":"gone"}]}]},"Stage":"prod","Dialect":"%s","delivered":1,"gone":0}
                """;
        write(line.formatted("plain") + line.formatted("plain") + line.formatted("batch") + "{\"delivered\":1}\n");
        assertThat(meter.counts().parts(Item.METRICS))
                .containsOnlyKeys(
                        "N delivered {Stage=prod}",
                        "N gone {Stage=prod}",
                        "N delivered {Dialect=plain,Stage=prod}",
                        "N gone {Dialect=plain,Stage=prod}",
                        "N delivered {Dialect=batch,Stage=prod}",
                        "N gone {Dialect=batch,Stage=prod}");
    }

    @Test
    void aLineWhoseEndDoesNotComeIsWrittenAllTheSame() throws Exception {
        try (PipedOutputStream process = new PipedOutputStream()) {
            PipedInputStream output = new PipedInputStream(process);
            Thread copy = Thread.ofPlatform().daemon().start(() -> log.copy(output));
            process.write("no end".getBytes(StandardCharsets.UTF_8));
            process.flush();
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(lines()).containsExactly("Broadcast no end", ""));
            assertThat(copy.isAlive()).isTrue();
        }
    }

    @Test
    void anEndlessLineIsCut() {
        write("x".repeat(LambdaLimits.LOG_LINE_BYTES + 1));
        assertThat(lines()).containsExactly("Broadcast " + "x".repeat(LambdaLimits.LOG_LINE_BYTES), "Broadcast x", "");
    }

    @Test
    void countsAreTheWholeNumbersOfTheLastLineAboutTheInvocation() {
        log.begin("r1");
        write("""
            {"requestId":"r1","delivered":1}
            {"requestId":"r1","delivered":9,"gone":2,"ratio":0.5,"deep":{"n":1},"text":"7"}
            not JSON
            """);
        assertThat(log.counts("r1")).isEqualTo(Map.of("delivered", 9L, "gone", 2L));
    }

    @Test
    void aLineWithoutRequestIdIsAboutTheRunningInvocation() {
        log.begin("r1");
        write("{\"posts\":3}\n");
        assertThat(log.counts("r1")).isEqualTo(Map.of("posts", 3L));
    }

    @Test
    void countsOfAnotherInvocationAreNotTaken() {
        log.begin("r1");
        write("{\"requestId\":\"r1\",\"posts\":3}\n");
        log.begin("r2");
        assertThat(log.counts("r2")).isEmpty();
    }

    @Test
    void aLineThatOnlyLooksLikeJsonIsALine() {
        log.begin("r1");
        write("{oops\n[1]\n");
        assertThat(log.counts("r1")).isEmpty();
        assertThat(lines()).contains("Broadcast {oops");
    }
}
