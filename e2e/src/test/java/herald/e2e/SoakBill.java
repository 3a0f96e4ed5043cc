package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code bench/soak bill} runs: a thousand clients, ten minutes, a message a second; and the bill beside what was
 * counted from outside, in {@code bench/results/bill.md}.
 */
final class SoakBill {

    private static final double SHARE = Double.parseDouble(System.getProperty("herald.soak.share", "1"));
    private static final Path RESULTS = RunningStack.ROOT.resolve("bench/results/bill.md");
    private static final int SIZE = 400;

    @Test
    void bill(@TempDir Path directory) throws IOException {
        int messages = (int) Math.max(1, Math.round(600 * SHARE));
        Path file = directory.resolve("bill.json");
        RunningStack stack = RunningStack.start("--bill", file.toString(), "--connect-rate", "100000");
        try (stack;
                MeteredRun run = new MeteredRun(stack)) {
            run.connect((int) Math.max(1, Math.round(1_000 * Math.min(1, SHARE * 10))));
            for (int i = 0; i < messages; i++) {
                run.publish(SIZE, false);
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            }
            run.awaitAll();
            run.disconnect();
            stack.stop();
            run.awaitPrinted();
            compare(run, Client.parsed(Files.readString(file)).get("sinceStart"), stack.log());
        }
    }

    /** An item's quantity on the bill and by hand; {@code least} and {@code most} differ where time decides. */
    private record Row(String item, BigDecimal least, BigDecimal most) {

        static Row exactly(String item, BigDecimal quantity) {
            return new Row(item, quantity, quantity);
        }
    }

    private static void compare(MeteredRun run, JsonNode bill, List<String> log) throws IOException {
        List<Row> rows = rows(run);
        BigDecimal total = new BigDecimal(bill.get("total").asText());
        BigDecimal byHand = MeteredRun.byHand(bill);
        List<String> text = new ArrayList<>(List.of(
                "# The bill of a measured run",
                "",
                "`bench/soak bill`: " + run.connections() + " clients, " + run.publications() + " messages of " + SIZE
                        + " bytes, one a second.",
                "",
                "| item | on the bill | counted from outside | dollars | by hand |",
                "| --- | ---: | ---: | ---: | ---: |"));
        rows.forEach(row -> text.add(line(row, bill)));
        text.addAll(List.of(
                "",
                "Total " + total.toPlainString() + " USD; quantities times prices by hand "
                        + byHand.stripTrailingZeros().toPlainString() + " USD.",
                "",
                "What `local/up` printed:",
                "",
                "```"));
        log.stream().dropWhile(each -> !each.startsWith("What these")).forEach(text::add);
        text.addAll(List.of("```", ""));
        Files.write(RESULTS, text);
        System.out.println(String.join(System.lineSeparator(), text));

        assertThat(total.setScale(2, RoundingMode.HALF_UP)).isEqualTo(byHand.setScale(2, RoundingMode.HALF_UP));
        rows.forEach(row -> requireAgreement(row, bill));
    }

    private static List<Row> rows(MeteredRun run) {
        MeteredRun.Reported reported = run.reported();
        return List.of(
                Row.exactly("websocket-messages", BigDecimal.valueOf(run.messages())),
                new Row(
                        "connection-minutes",
                        BigDecimal.valueOf(run.leastMinutes()),
                        BigDecimal.valueOf(run.mostMinutes())),
                Row.exactly(
                        "data-transfer-out",
                        BigDecimal.valueOf(run.bytesReceived())
                                .divide(BigDecimal.valueOf(1L << 30), 12, RoundingMode.HALF_EVEN)),
                Row.exactly("lambda-requests", BigDecimal.valueOf(reported.invocations())),
                Row.exactly("lambda-gb-seconds-arm64", reported.gigabyteSeconds()));
    }

    /** To the cent. */
    private static void requireAgreement(Row row, JsonNode bill) {
        BigDecimal price = price(row.item(), bill);
        BigDecimal cent = new BigDecimal("0.01");
        assertThat(MeteredRun.quantity(bill, row.item()).multiply(price))
                .as(row.item())
                .isBetween(
                        row.least().multiply(price).subtract(cent),
                        row.most().multiply(price).add(cent));
    }

    private static String line(Row row, JsonNode bill) {
        BigDecimal quantity = MeteredRun.quantity(bill, row.item());
        BigDecimal price = price(row.item(), bill);
        boolean exact = row.least().compareTo(row.most()) == 0;
        return "| " + row.item() + " | " + plain(quantity) + " | " + plain(row.least())
                + (exact ? "" : " to " + plain(row.most())) + " | " + plain(quantity.multiply(price)) + " | "
                + plain(row.least().multiply(price))
                + (exact ? "" : " to " + plain(row.most().multiply(price))) + " |";
    }

    private static String plain(BigDecimal number) {
        return number.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    /** Of one unit, in the first tier, which no run of ours leaves. */
    private static BigDecimal price(String item, JsonNode bill) {
        for (JsonNode line : bill.get("lines")) {
            if (line.get("item").asText().equals(item)) {
                return new BigDecimal(line.get("price").asText())
                        .divide(new BigDecimal(line.get("per").asText()), 15, RoundingMode.HALF_EVEN);
            }
        }
        return BigDecimal.ZERO;
    }
}
