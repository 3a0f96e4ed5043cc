package herald.sweep;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What a sweep did, in numbers. Thread-safe. */
public final class SweepTally {

    enum What {
        ROWS("rows"),
        PINGED("pinged"),
        /** Plain and batch clients. */
        KEPT_ALIVE("keptAlive"),
        /** Closed, since they did not answer. */
        DEAD("dead"),
        /** Closed, since they did not join. */
        STUCK("stuck"),
        RECYCLED("recycled"),
        /** Were not there any more. */
        GONE("gone"),
        /** Posts and closes in vain, and rows that could not be removed. */
        FAILED("failed"),
        /** Due, known of, and not done. */
        LEFT("left");

        private final String word;

        What(String word) {
            this.word = word;
        }
    }

    private final Map<What, LongAdder> counts = new EnumMap<>(What.class);

    public SweepTally() {
        for (What what : What.values()) {
            counts.put(what, new LongAdder());
        }
    }

    void add(What what) {
        add(what, 1);
    }

    void add(What what, long number) {
        counts.getOrDefault(what, new LongAdder()).add(number);
    }

    /** The numbers by their names in the log, in its order. */
    public Map<String, Long> counts() {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((what, number) -> named.put(what.word, number.sum()));
        return named;
    }
}
