package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Compares what every client got with what it was owed: what was published after it was connected, if it stays so.
 *
 * <p>It numbers what it publishes. One thread publishes and connects.
 */
final class Ledger implements AutoCloseable {

    /** Handshakes under way at one time. */
    private static final int CONNECTING = 30;

    /** What SQS takes at once: so many messages, and so many bytes with some room for names. */
    private static final int BATCH = 10;

    private static final int BATCH_BYTES = 240 * 1024;

    private final RunningStack stack;
    private final int groups;
    private final boolean fifo;
    private final String padding;
    private final List<Account> accounts = new CopyOnWriteArrayList<>();
    private final List<WebSocket> sockets = new CopyOnWriteArrayList<>();
    private final Map<Integer, String> ids = new ConcurrentHashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<String> breaks = new CopyOnWriteArrayList<>();
    private final HttpClient http;
    private volatile int published;

    private Ledger(RunningStack stack, int groups, boolean fifo, int padding) {
        this.stack = stack;
        this.groups = groups;
        this.fifo = fifo;
        this.padding = "x".repeat(padding);
        this.http = Client.http(stack.ready());
    }

    static Ledger of(RunningStack stack) {
        return new Ledger(stack, 1, false, 0);
    }

    /** Of a FIFO queue, whose groups take turns. */
    static Ledger ofGroups(RunningStack stack, int groups) {
        return new Ledger(stack, groups, true, 0);
    }

    /** Whose messages are so many bytes long, and some more. */
    static Ledger ofLarge(RunningStack stack, int bytes) {
        return new Ledger(stack, 1, false, bytes);
    }

    /** Connects clients, some at a time, and keeps an account of each from then on. */
    List<Account> connect(int count, String... subprotocols) {
        var connecting = new Semaphore(CONNECTING);
        List<CompletableFuture<Account>> opening = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            connecting.acquireUninterruptibly();
            var account = new Account(this);
            opening.add(Client.opening(http, stack.webSocketUrl(), account, subprotocols)
                    .thenApply(socket -> {
                        account.opened();
                        sockets.add(socket);
                        return account;
                    })
                    .whenComplete((opened, failed) -> connecting.release()));
        }
        List<Account> opened = opening.stream().map(CompletableFuture::join).toList();
        accounts.addAll(opened);
        return opened;
    }

    /** An account of a client that it does not connect itself. */
    Account account() {
        var account = new Account(this);
        account.opened();
        accounts.add(account);
        return account;
    }

    /** Sends so many messages, as many at once as SQS takes. */
    void publish(int count) {
        int atOnce = Math.min(BATCH, BATCH_BYTES / (padding.length() + 100));
        for (int left = count; left > 0; left -= atOnce) {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            int last = published + Math.min(left, atOnce);
            for (int number = published; number < last; number++) {
                entries.add(entry(number));
            }
            // Counted before it is sent: who connects while it is sent may miss it, and is owed what comes after.
            published = last;
            var sent = stack.sqs()
                    .sendMessageBatch(request ->
                            request.queueUrl(stack.queue("PublishQueue")).entries(entries));
            assertThat(sent.failed()).isEmpty();
            sent.successful().forEach(taken -> check(Integer.parseInt(taken.id()), taken.messageId()));
        }
    }

    private SendMessageBatchRequestEntry entry(int number) {
        int group = number % groups;
        var entry = SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(number))
                .messageBody("{\"n\":%d,\"group\":%d,\"padding\":\"%s\"}".formatted(number, group, padding));
        if (fifo) {
            entry.messageGroupId("group-" + group).messageDeduplicationId("n" + number);
        }
        return entry.build();
    }

    int published() {
        return published;
    }

    /** Every copy of a message must have its one id, by which clients drop repeats. */
    void check(int number, String id) {
        String before = ids.putIfAbsent(number, id);
        if (number < 0 || number >= published || (before != null && !before.equals(id))) {
            faults.add("message " + number + " came as " + id + ", published as " + before);
        }
    }

    /** A connection that did not end by a close frame. */
    void broken(Throwable error) {
        breaks.add(error.toString());
    }

    List<Account> accounts() {
        return List.copyOf(accounts);
    }

    /** How many deliveries are lacking, over all clients. */
    int lacking() {
        return accounts.stream().mapToInt(Account::lacks).sum();
    }

    /** Deliveries, repeats left out. */
    long deliveries() {
        return accounts.stream().mapToLong(Account::distinct).sum();
    }

    long repeats() {
        return accounts.stream().mapToLong(Account::repeats).sum();
    }

    /** Clients whose connection did not last. */
    int closed() {
        return Math.toIntExact(accounts.stream().filter(Account::isClosed).count());
    }

    /** Waits until nobody lacks anything, and tells what is lacking if that takes too long. */
    void awaitAll(Duration patience) {
        await().atMost(patience)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(lacking())
                        .as(() -> "deliveries lacking; " + whatIsMissing())
                        .isZero());
        assertThat(faults).isEmpty();
    }

    /** How connections ended that did not end by a close frame. */
    List<String> breaks() {
        return List.copyOf(breaks);
    }

    private String whatIsMissing() {
        List<Account> shorted =
                accounts.stream().filter(account -> account.lacks() > 0).toList();
        return shorted.stream()
                .limit(10)
                .map(Account::told)
                .collect(Collectors.joining("; ", shorted.size() + " clients, the first ten: ", ""));
    }

    /** Where a client got a message group of a FIFO queue out of order; a standard queue has no order to keep. */
    List<String> disorder() {
        return !fifo
                ? List.of()
                : accounts.stream()
                        .flatMap(account -> account.disorder().stream())
                        .toList();
    }

    /** Goes without a close frame with all clients that it connected. */
    @Override
    public void close() {
        sockets.forEach(WebSocket::abort);
        accounts.clear();
        sockets.clear();
        http.shutdownNow();
    }

    /**
     * Adds up what the functions' own log lines say.
     *
     * @param count a number of the line that BroadcastFunction writes for each invocation, such as {@code delivered}
     */
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
