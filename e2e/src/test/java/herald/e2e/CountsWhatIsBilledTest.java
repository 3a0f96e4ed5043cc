package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bill of a run against what was counted from outside. */
final class CountsWhatIsBilledTest {

    private static final int CLIENTS = 20;

    /** Gigabyte-seconds of a millisecond of the largest function: what a report's rounding may hide. */
    private static final BigDecimal MILLISECOND = new BigDecimal("0.00173");

    @Test
    void billIsThatOfWhatHappened(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("bill.json");
        RunningStack stack = RunningStack.start("--bill", file.toString());
        try (stack;
                MeteredRun run = new MeteredRun(stack)) {
            run.connect(CLIENTS);
            for (int size : new int[] {10, 400, 5_000, 32_693, 32_694, 32_695, 40_000, 65_536, 65_537, 100_000}) {
                run.publish(size, true);
            }
            for (int i = 0; i < 10; i++) {
                run.publish(100 * (i + 1), true);
            }
            run.publishFromClient(0);
            run.publishFromClient(7);
            assertThat(run.framesReceived()).isEqualTo(CLIENTS * 22L);
            await().atMost(Client.PATIENCE).untilAsserted(() -> assertQueue(run));
            JsonNode open = run.bill();
            assertThat(MeteredRun.part(open, "dynamodb-write-units", "Connections"))
                    .isEqualByComparingTo(BigDecimal.valueOf(CLIENTS));

            run.disconnect();

            // Each row, which is under a kilobyte, is written once and deleted once.
            await().atMost(Client.PATIENCE)
                    .untilAsserted(() -> assertThat(MeteredRun.part(run.bill(), "dynamodb-write-units", "Connections"))
                            .isEqualByComparingTo(BigDecimal.valueOf(2 * CLIENTS)));
            assertCounts(run);
            assertThat(stack.stop()).isZero();
            assertEnd(run, stack, Client.parsed(Files.readString(file)).get("sinceStart"));
        }
    }

    /** Each message was sent, received and deleted by itself. */
    private static void assertQueue(MeteredRun run) {
        assertThat(MeteredRun.part(run.bill(), "sqs-requests-standard", "PublishQueue"))
                .isEqualByComparingTo(BigDecimal.valueOf(run.queueRequests()));
    }

    private static void assertCounts(MeteredRun run) {
        JsonNode bill = run.bill();
        assertThat(MeteredRun.quantity(bill, "websocket-messages"))
                .isEqualByComparingTo(BigDecimal.valueOf(run.messages()));
        assertThat(MeteredRun.quantity(bill, "data-transfer-out").multiply(BigDecimal.valueOf(1L << 30)))
                .isCloseTo(BigDecimal.valueOf(run.bytesReceived()), within(BigDecimal.ONE));
        assertThat(MeteredRun.quantity(bill, "connection-minutes"))
                .isBetween(BigDecimal.valueOf(run.leastMinutes()), BigDecimal.valueOf(run.mostMinutes()));
        assertThat(MeteredRun.part(bill, "dynamodb-read-units", "Connections"))
                .isGreaterThanOrEqualTo(BigDecimal.valueOf(run.publications()));
    }

    private static void assertEnd(MeteredRun run, RunningStack stack, JsonNode bill) {
        run.awaitPrinted();
        MeteredRun.Reported reported = run.reported();
        assertThat(MeteredRun.quantity(bill, "lambda-requests"))
                .isEqualByComparingTo(BigDecimal.valueOf(reported.invocations()));
        assertThat(MeteredRun.quantity(bill, "lambda-gb-seconds-arm64"))
                .isCloseTo(
                        reported.gigabyteSeconds(),
                        within(MILLISECOND.multiply(BigDecimal.valueOf(1 + reported.cold()))));
        BigDecimal total = new BigDecimal(bill.get("total").asText());
        assertThat(total).isCloseTo(MeteredRun.byHand(bill), within(new BigDecimal("0.0000000001")));
        assertThat(stack.log())
                .filteredOn(line -> line.startsWith("  total "))
                .singleElement()
                .asString()
                .endsWith(" " + total.setScale(6, RoundingMode.HALF_UP).toPlainString());
    }
}
