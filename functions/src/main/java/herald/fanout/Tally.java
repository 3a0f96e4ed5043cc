package herald.fanout;

import herald.dialects.Dialect;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What an invocation did, in numbers, some of them for each dialect too. Thread-safe. */
public final class Tally {

    private final Fates all = new Fates();
    private final LongAdder closed = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder posts = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder pages = new LongAdder();
    private final LongAdder audience = new LongAdder();
    private final Map<String, Fates> fates = new ConcurrentSkipListMap<>();

    /** What became of the connections of one dialect. */
    private record Fates(LongAdder delivered, LongAdder gone, LongAdder owed) {

        Fates() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }

        Map<String, Long> counts() {
            Map<String, Long> counts = new LinkedHashMap<>();
            counts.put("delivered", delivered.sum());
            counts.put("gone", gone.sum());
            counts.put("owed", owed.sum());
            return counts;
        }
    }

    /** A connection has all that was due to it. */
    void delivered(Dialect dialect) {
        all.delivered().increment();
        fates(dialect).delivered().increment();
    }

    /** A connection was not there any more. */
    void gone(Dialect dialect) {
        all.gone().increment();
        fates(dialect).gone().increment();
    }

    /** Nor was its row, so nobody knows how it spoke. */
    void gone() {
        all.gone().increment();
    }

    /** A connection gets the rest later. */
    void owed(Dialect dialect) {
        all.owed().increment();
        fates(dialect).owed().increment();
    }

    private Fates fates(Dialect dialect) {
        return fates.computeIfAbsent(dialect.word(), word -> new Fates());
    }

    /** A connection was given up and closed. */
    void closed() {
        closed.increment();
    }

    /** A post was refused with 429. */
    void throttled() {
        throttled.increment();
    }

    void post(int frameBytes) {
        posts.increment();
        bytes.add(frameBytes);
    }

    /** @param connections in it that are to be told */
    void page(int connections) {
        pages.increment();
        audience.add(connections);
    }

    /** The numbers by their names in the log, in its order. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = all.counts();
        counts.put("closed", closed.sum());
        counts.put("throttled", throttled.sum());
        counts.put("posts", posts.sum());
        counts.put("bytes", bytes.sum());
        counts.put("pages", pages.sum());
        counts.put("audience", audience.sum());
        return counts;
    }

    /** Those of them that there are for each dialect that was met, by its word. */
    public Map<String, Map<String, Long>> countsByDialect() {
        Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
        fates.forEach((word, of) -> counts.put(word, of.counts()));
        return counts;
    }
}
