package herald.local.stack.meter;

import herald.local.rules.prices.ItemCounts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The counts of late, from which a rate is taken. Keeps counts of a minute ago; one that is {@linkplain #note told}
 * no more often than that keeps its last. Thread-safe.
 */
public final class RecentCounts {

    /** The time that it looks back, once so much has passed. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    /** @param whilst how long it took to count them */
    public record Stretch(ItemCounts counts, Duration whilst) {}

    private record Noted(ItemCounts counts, Duration at) {}

    private final Deque<Noted> notes = new ArrayDeque<>();

    public RecentCounts() {
        notes.add(new Noted(ItemCounts.none(), Duration.ZERO));
    }

    /**
     * Keeps the counts; has to be told now and then.
     *
     * @param at since the counting began
     */
    public synchronized void note(ItemCounts counts, Duration at) {
        notes.add(new Noted(counts, at));
        forget(at);
    }

    /** Returns what came in the last minute or a little more; all of it, if that has not passed yet. */
    public synchronized Stretch upTo(ItemCounts counts, Duration at) {
        forget(at);
        Noted first = notes.getFirst();
        return new Stretch(counts.since(first.counts()), at.minus(first.at()));
    }

    private void forget(Duration now) {
        while (notes.size() > 1
                && isOldEnough(notes.stream().skip(1).findFirst().orElseThrow(), now)) {
            notes.removeFirst();
        }
    }

    private static boolean isOldEnough(Noted note, Duration now) {
        return now.minus(note.at()).compareTo(WINDOW) >= 0;
    }
}
