package herald.fanout;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What an invocation did, in numbers. Thread-safe. */
public final class Tally {

    private final LongAdder delivered = new LongAdder();
    private final LongAdder gone = new LongAdder();
    private final LongAdder owed = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder posts = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder pages = new LongAdder();

    /** A connection has all that was due to it. */
    void delivered() {
        delivered.increment();
    }

    /** A connection was not there any more. */
    void gone() {
        gone.increment();
    }

    /** A connection gets the rest later. */
    void owed() {
        owed.increment();
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

    void page() {
        pages.increment();
    }

    /** The numbers by their names in the log, in its order. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("delivered", delivered.sum());
        counts.put("gone", gone.sum());
        counts.put("owed", owed.sum());
        counts.put("closed", closed.sum());
        counts.put("throttled", throttled.sum());
        counts.put("posts", posts.sum());
        counts.put("bytes", bytes.sum());
        counts.put("pages", pages.sum());
        return counts;
    }
}
