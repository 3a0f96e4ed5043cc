package herald.bench.crowd;

import java.util.BitSet;
import java.util.concurrent.CompletableFuture;

/** A ledger of who got which message of a round, and when. For one thread, but for {@link #complete}. */
final class Ledger {

    private final int first;
    private final int members;
    private final BitSet[] got;
    private final Latencies latencies = new Latencies();
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private long firstSent = Long.MAX_VALUE;
    private long last;
    private int duplicates;

    /** @param first number of the round's first message */
    Ledger(int first, int messages, int members) {
        this.first = first;
        this.members = members;
        this.got = new BitSet[messages];
        for (int n = 0; n < messages; n++) {
            got[n] = new BitSet(members);
        }
    }

    /** A message of another round is not counted. */
    void received(int member, Mark mark, long nowMicros) {
        int n = mark.n() - first;
        if (n < 0 || n >= got.length) {
            return;
        }
        if (got[n].get(member)) {
            duplicates++;
            return;
        }
        got[n].set(member);
        latencies.add(nowMicros - mark.sentMicros());
        firstSent = Math.min(firstSent, mark.sentMicros());
        last = Math.max(last, nowMicros);
        if (latencies.size() == got.length * members) {
            complete.complete(null);
        }
    }

    /** Done when every member has got every message. */
    CompletableFuture<Void> complete() {
        return complete;
    }

    /** @param closed connections that the server has closed */
    CrowdReport report(int closed) {
        int deliveries = latencies.size();
        return new CrowdReport(
                deliveries,
                got.length * members - deliveries,
                duplicates,
                closed,
                deliveries == 0 ? 0 : last - firstSent,
                new CrowdReport.Latency(
                        latencies.percentile(0.5), latencies.percentile(0.9), latencies.percentile(0.99)));
    }
}
