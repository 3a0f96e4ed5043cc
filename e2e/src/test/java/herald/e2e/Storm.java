package herald.e2e;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code --weather storm}: all of its faults at once, while some clients stay and guests come and go. Those who stay
 * connect before it begins: a refused upgrade is not what is measured.
 *
 * @param publishing for how long at least, with a batch of ten each second that the machine keeps up
 */
record Storm(int plain, int batch, Duration publishing) implements Ordeal {

    /** Some of each, however short it is; the rarer ones come in time. */
    private static final Set<String> EXPECTED = Set.of(
            "error",
            "reset",
            "lost-answer",
            "throttled",
            "throttled-account",
            "hang",
            "slow",
            "dynamodb-throttled",
            "sqs-throttled",
            "duplicate",
            "late-disconnect");

    @Override
    public Findings run(List<String> options) {
        Instant start = Instant.now();
        String[] all = Stream.of(Ordeal.COMES_BACK, List.of("--weather", "storm"), options)
                .flatMap(List::stream)
                .toArray(String[]::new);
        try (RunningStack stack = RunningStack.start(all);
                Ledger ledger = Ledger.of(stack);
                HttpClient guests = Client.http(stack.ready())) {
            var misfortune = new Misfortune(stack);
            String storm = stack.get("/console/faults");
            misfortune.end();
            ledger.connect(plain);
            ledger.connect(batch, "herald.batch");
            stack.call("PUT", "/console/faults", storm);
            Instant end = Instant.now().plus(publishing);
            while (Instant.now().isBefore(end)
                    || !misfortune.happened().keySet().containsAll(EXPECTED)) {
                if (Ordeal.keepsUp(stack)) {
                    ledger.publish(10);
                }
                invite(guests, stack);
                Pause.of(Duration.ofSeconds(1));
            }
            misfortune.end();
            return Ordeal.settled(stack, ledger, start);
        }
    }

    /** One who leaves as soon as it is in, unless it does not get in. */
    private static void invite(HttpClient guests, RunningStack stack) {
        var unusedEnd = Client.opening(guests, stack.webSocketUrl(), new WebSocket.Listener() {})
                .thenCompose(guest -> guest.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                .exceptionally(refused -> null);
    }
}
