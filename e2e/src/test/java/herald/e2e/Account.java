package herald.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What one client gets, in the order in which it comes. It keeps numbers only, so that thousands of them fit beside the
 * stack. Thread-safe.
 */
final class Account implements WebSocket.Listener {

    private final Ledger ledger;
    private final StringBuilder partial = new StringBuilder();
    private final BitSet got = new BitSet();
    private final Map<Integer, Integer> latestOfGroup = new HashMap<>();
    private final List<String> disorder = new ArrayList<>();
    private long repeats;
    private int openedAt = Integer.MAX_VALUE;
    private boolean closed;
    private @Nullable WebSocket socket;

    Account(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Its client is connected: it is owed what is published from now on. */
    synchronized void opened() {
        openedAt = ledger.published();
    }

    /** Its client is not connected any more, and owed nothing that it has not got. */
    synchronized void closed() {
        closed = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** A message as the client got it: one event, or an array of them. */
    void take(String text) {
        JsonNode parsed = Client.parsed(text);
        for (JsonNode event : parsed.isArray() ? parsed : List.of(parsed)) {
            take(event);
        }
    }

    private void take(JsonNode event) {
        JsonNode data = event.path("data");
        ledger.check(data.path("n").asInt(-1), event.path("id").asText());
        take(data.path("n").asInt(-1), data.path("group").asInt());
    }

    /** A message that came to a client of its own, without its id. */
    synchronized void take(int number, int group) {
        if (got.get(number)) {
            repeats++;
            return;
        }
        got.set(number);
        Integer before = latestOfGroup.put(group, number);
        if (before != null && before > number) {
            disorder.add(number + " came behind " + before);
        }
    }

    /** How much it lacks of what it is owed. */
    synchronized int lacks() {
        return missing().cardinality();
    }

    synchronized BitSet missing() {
        BitSet missing = new BitSet();
        if (!closed && openedAt < ledger.published()) {
            missing.set(openedAt, ledger.published());
            missing.andNot(got);
        }
        return missing;
    }

    /** What it lacks in a few words: how many of each so many, since all of them may be thousands. */
    synchronized String told() {
        BitSet missing = missing();
        int span = Math.max(1, (ledger.published() - openedAt + 19) / 20);
        List<Integer> ofSpans = new ArrayList<>();
        for (int from = openedAt; from < ledger.published(); from += span) {
            ofSpans.add(missing.get(from, from + span).cardinality());
        }
        return "%d of %d, first %d, of each %d from %d on: %s%s"
                .formatted(
                        missing.cardinality(),
                        ledger.published() - openedAt,
                        missing.nextSetBit(0),
                        span,
                        openedAt,
                        ofSpans,
                        socket != null && socket.isInputClosed() ? ", has ended untold" : "");
    }

    synchronized int distinct() {
        return got.cardinality();
    }

    synchronized long repeats() {
        return repeats;
    }

    /** Where a group's order was not kept, repeats left out. */
    synchronized List<String> disorder() {
        return List.copyOf(disorder);
    }

    @Override
    public void onOpen(WebSocket opened) {
        synchronized (this) {
            socket = opened;
        }
        opened.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            take(text);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closed();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ledger.broken(error);
        closed();
    }
}
