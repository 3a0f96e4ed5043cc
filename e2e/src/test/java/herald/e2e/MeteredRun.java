package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Clients, messages, and what of them can be counted from outside: frames that clients got, messages that were sent, how
 * long connections were open, what functions reported. With the rules for billing written down here once more, apart from
 * the stand-in's.
 */
final class MeteredRun implements AutoCloseable {

    private static final Pattern REPORT = Pattern.compile(
            "(\\w+) REPORT RequestId: \\S+\\tDuration: ([0-9.]+) ms\\tBilled Duration: (\\d+) ms\\tMemory Size: (\\d+) MB(.*)");

    private final RunningStack stack;
    private final List<Client> clients = new ArrayList<>();
    private long sentMessages;
    private long queueRequests;
    private long publications;
    private long begunConnecting;
    private long allConnected;
    private Duration shortest = Duration.ZERO;
    private Duration longest = Duration.ZERO;

    MeteredRun(RunningStack stack) {
        this.stack = stack;
    }

    void connect(int count) {
        begunConnecting = System.nanoTime();
        clients.addAll(Client.connect(count, stack.webSocketUrl()));
        allConnected = System.nanoTime();
    }

    /** Sends a message with so many bytes of data to everybody; alone on the queue, if it is waited for. */
    void publish(int bytes, boolean awaited) {
        String body = "\"" + "x".repeat(bytes - 2) + "\"";
        stack.publish(body);
        published(steps(bytes, 64));
        if (awaited) {
            awaitAll();
        }
    }

    /** A client publishes. */
    void publishFromClient(int client) {
        String text = "{\"event\":\"item_removed\",\"data\":{\"id\":\"1\"}}";
        clients.get(client).send(text);
        sentMessages += steps(text.length(), 32);
        published(1);
        awaitAll();
    }

    /** A message is sent, received and deleted. */
    private void published(long steps) {
        publications++;
        queueRequests += 2 * steps + 1;
    }

    void awaitAll() {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    for (Client client : clients) {
                        assertThat(client.frames()).hasSizeGreaterThanOrEqualTo((int) publications);
                    }
                });
    }

    void disconnect() {
        long begunClosing = System.nanoTime();
        CompletableFuture.allOf(clients.stream()
                        .map(client -> CompletableFuture.runAsync(client::close))
                        .toArray(CompletableFuture[]::new))
                .join();
        clients.forEach(Client::awaitClose);
        shortest = Duration.ofNanos(begunClosing - allConnected);
        longest = Duration.ofNanos(System.nanoTime() - begunConnecting);
    }

    /** After the stack's end: what it wrote last may still be on its way from the pipe. */
    void awaitPrinted() {
        await().atMost(Client.PATIENCE)
                .until(() -> stack.log().stream().anyMatch(line -> line.startsWith("  a month like this")));
    }

    long publications() {
        return publications;
    }

    int connections() {
        return clients.size();
    }

    long framesReceived() {
        return clients.stream().mapToLong(client -> client.frames().size()).sum();
    }

    /** Messages as API Gateway bills them, both ways. */
    long messages() {
        return sentMessages
                + clients.stream()
                        .flatMap(client -> client.frames().stream())
                        .mapToLong(frame -> steps(bytes(frame), 32))
                        .sum();
    }

    long bytesReceived() {
        return clients.stream()
                .flatMap(client -> client.frames().stream())
                .mapToLong(MeteredRun::bytes)
                .sum();
    }

    /** Requests of the publish queue but for empty polls, if each message was a batch of its own. */
    long queueRequests() {
        return queueRequests;
    }

    long leastMinutes() {
        return connections() * (shortest.toSeconds() / 60 + 1);
    }

    long mostMinutes() {
        return connections() * (longest.toSeconds() / 60 + 1);
    }

    /** What functions reported in the log, as Lambda bills it. */
    record Reported(long invocations, BigDecimal gigabyteSeconds, long cold) {}

    Reported reported() {
        long invocations = 0;
        long cold = 0;
        long megabyteMillis = 0;
        for (String line : stack.log()) {
            Matcher report = REPORT.matcher(line);
            if (report.matches()) {
                boolean init = report.group(5).contains("Init Duration");
                // A snapshot's initialisation is not billed; SweepFunction has none.
                boolean restored = init && !report.group(1).equals("SweepFunction");
                long billed = restored
                        ? new BigDecimal(report.group(2))
                                .setScale(0, RoundingMode.CEILING)
                                .longValueExact()
                        : Long.parseLong(report.group(3));
                invocations++;
                cold += restored ? 1 : 0;
                megabyteMillis += billed * Long.parseLong(report.group(4));
            }
        }
        return new Reported(
                invocations,
                BigDecimal.valueOf(megabyteMillis).divide(BigDecimal.valueOf(1_024_000), 12, RoundingMode.HALF_EVEN),
                cold);
    }

    JsonNode bill() {
        return Client.parsed(stack.get("/console/bill.json")).get("sinceStart");
    }

    /** Of an item of a bill, all tiers together. */
    static BigDecimal quantity(JsonNode bill, String item) {
        BigDecimal quantity = BigDecimal.ZERO;
        for (JsonNode line : bill.get("lines")) {
            if (line.get("item").asText().equals(item)) {
                quantity = quantity.add(new BigDecimal(line.get("quantity").asText()));
            }
        }
        return quantity;
    }

    static BigDecimal part(JsonNode bill, String item, String of) {
        for (JsonNode line : bill.get("lines")) {
            if (line.get("item").asText().equals(item) && line.get("parts").has(of)) {
                return new BigDecimal(line.get("parts").get(of).asText());
            }
        }
        return BigDecimal.ZERO;
    }

    /** Quantities times prices, added up. */
    static BigDecimal byHand(JsonNode bill) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : bill.get("lines")) {
            sum = sum.add(new BigDecimal(line.get("quantity").asText())
                    .multiply(new BigDecimal(line.get("price").asText()))
                    .divide(new BigDecimal(line.get("per").asText()), 15, RoundingMode.HALF_EVEN));
        }
        return sum;
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static long steps(long bytes, int kilobytes) {
        return (bytes + kilobytes * 1024L - 1) / (kilobytes * 1024L);
    }

    @Override
    public void close() {
        clients.forEach(Client::vanish);
    }
}
