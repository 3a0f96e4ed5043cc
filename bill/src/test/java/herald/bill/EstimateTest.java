package herald.bill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return Estimate.run(args, printing(out), printing(err));
    }

    private static PrintStream printing(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String text(ByteArrayOutputStream of) {
        return of.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json(String... args) throws IOException {
        assertThat(run(args)).as(text(err)).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toByteArray());
        out.reset();
        return json;
    }

    private static String quantity(JsonNode bill, String item, String part) {
        for (JsonNode line : bill.path("lines")) {
            if (line.path("item").asText().equals(item)) {
                return line.path("parts").path(part).asText("0");
            }
        }
        return "0";
    }

    @Test
    void messagesAreFanOutsTimesConnections() throws IOException {
        JsonNode bill = json("--connections", "1000", "--messages-per-minute", "1", "--json");
        // 43,800 minutes a month
        assertThat(quantity(bill, "websocket-messages", "posts")).isEqualTo("43800000");
        assertThat(quantity(bill, "connection-minutes", "connections")).isEqualTo("43800000");
        // each sent, received and deleted
        assertThat(quantity(bill, "sqs-requests-standard", "PublishQueue")).isEqualTo("131400");
        assertThat(quantity(bill, "sqs-requests-standard", "empty polls")).isEqualTo("1314000");
        // 250 rows of 120 bytes are 8 units, 750 are 22
        assertThat(quantity(bill, "dynamodb-read-units", "Connections")).isEqualTo(String.valueOf(43_800 * 30));
    }

    @Test
    void stepsOf32KilobytesMultiply() throws IOException {
        JsonNode bill = json("--connections", "10", "--messages-per-minute", "1", "--size", "40000", "--json");
        assertThat(quantity(bill, "websocket-messages", "posts")).isEqualTo("876000");
    }

    @Test
    void batchClientsGetWhatComesTogetherAsOneMessage() throws IOException {
        JsonNode plain = json("--connections", "10", "--messages-per-minute", "10", "--together", "10", "--json");
        JsonNode batch = json(
                "--connections",
                "10",
                "--messages-per-minute",
                "10",
                "--together",
                "10",
                "--dialect",
                "batch",
                "--json");
        assertThat(quantity(plain, "websocket-messages", "posts")).isEqualTo("4380000");
        assertThat(quantity(batch, "websocket-messages", "posts")).isEqualTo("438000");
    }

    @Test
    void socketIoClientsArePinged() throws IOException {
        JsonNode bill = json("--connections", "10", "--messages-per-minute", "0", "--dialect", "socketio", "--json");
        // 43,800 × 60 / 240 for each, and as many pongs
        assertThat(quantity(bill, "websocket-messages", "heartbeats")).isEqualTo("219000");
    }

    @Test
    void nobodyAndNothingStillCosts() throws IOException {
        JsonNode bill = json("--connections", "0", "--messages-per-minute", "0", "--json");
        assertThat(quantity(bill, "lambda-requests", "SweepFunction")).isEqualTo("43800");
        assertThat(quantity(bill, "websocket-messages", "posts")).isEqualTo("0");
    }

    @Test
    void shardsHaveADeliveryEach() throws IOException {
        JsonNode bill = json("--connections", "40000", "--messages-per-minute", "1", "--shards", "4", "--json");
        assertThat(quantity(bill, "lambda-requests", "BroadcastFunction")).isEqualTo(String.valueOf(43_800 * 5));
        assertThat(quantity(bill, "sqs-requests-standard", "DeliveryQueue")).isEqualTo(String.valueOf(43_800 * 9));
    }

    @Test
    void hoursOfADayAreAShareOfTheMonth() throws IOException {
        JsonNode bill = json("--connections", "1", "--messages-per-minute", "1", "--hours", "8", "--json");
        assertThat(quantity(bill, "connection-minutes", "connections")).isEqualTo("14600");
    }

    @Test
    void tableSaysHowEachCountComesAbout() {
        assertThat(run("--connections", "1000", "--messages-per-minute", "1")).isZero();
        assertThat(text(out))
                .contains("API Gateway  messages, each begun 32 KB")
                .contains("posts: 1,000 × (43,800 × 1 of 474 bytes + 0 × 1) = 43,800,000 messages")
                .contains("Assumed");
    }

    @Test
    void moreThanTheQuotaIsSaid() {
        assertThat(run("--connections", "10000", "--messages-per-minute", "59")).isZero();
        assertThat(text(out)).doesNotContain("ask AWS for more");
        assertThat(run("--connections", "10000", "--messages-per-minute", "60")).isZero();
        assertThat(text(out)).contains("That is 10,000 posts a second.");
    }

    /** An alarm looks at one metric, or at those of its expression. */
    @Test
    void alarmsAreThoseOfTheTemplate() throws IOException {
        long metrics = Files.readString(Path.of("..", "template.yaml"))
                .lines()
                .filter(line -> line.startsWith("      MetricName:") || line.contains("MetricStat:"))
                .count();
        assertThat(metrics).isEqualTo(Model.ALARM_METRICS);
    }

    @Test
    void pricesCanBeOverridden(@TempDir Path directory) throws IOException {
        Path mine = Files.writeString(
                directory.resolve("mine.json"), "{\"prices\":{\"websocket-messages\":{\"price\":0}}}");
        assertThat(run("--connections", "1", "--messages-per-minute", "1", "--prices", mine.toString()))
                .isZero();
        assertThat(text(out)).contains("0.00 per million");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --connections 1                                              | Missing required option
            --connections -1 --messages-per-minute 1                     | --connections: -1 is not 0 to
            --connections 1 --messages-per-minute 1 --dialect morse      | --dialect: morse is not one of plain, batch, socketio
            --connections 1 --messages-per-minute 1 --together 11        | --together: 11 is not 1 to 10
            --connections 1 --messages-per-minute 1 --hours 25           | --hours: 25 is not 0 to 24
            --connections 1 --messages-per-minute 1 --size 0             | --size: 0 is not 1 to
            --connections 1 --messages-per-minute 1 --prices nowhere     | --prices: nowhere: there is no such file
            --connections one --messages-per-minute 1                    | Invalid value
            """)
    void nonsenseIsRefusedInOneLine(String args, String message) {
        assertThat(run(args.split(" "))).isEqualTo(2);
        assertThat(text(err)).startsWith("local/bill: ").contains(message).hasLineCount(1);
        assertThat(text(out)).isEmpty();
    }
}
