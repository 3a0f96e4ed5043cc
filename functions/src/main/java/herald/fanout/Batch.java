package herald.fanout;

import herald.publications.ReadResult.Accepted;
import herald.publications.ReadResult.Rejection;
import herald.queues.Receipt;
import herald.queues.ReceivedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * One batch of records and which of them failed. Not thread-safe.
 *
 * <p>On a FIFO queue, once a record has failed, the later ones of its message group fail untried, or they would overtake
 * it (AWS docs, SQS with Lambda: return the first failure and all after it). A record that can't be read stops nobody: it
 * will never be delivered, so there is nothing to overtake, and records that came back with it as often as it does would
 * end in the dead-letter queue with it.
 */
final class Batch<T> {

    private static final Duration MAX_AFTER = Duration.ofMinutes(2);

    private final List<Entry<T>> accepted = new ArrayList<>();
    private final Map<Receipt, FailedRecord> failures = new LinkedHashMap<>();
    /** Groups in which a record has failed, and when that record comes back. */
    private final Map<String, Duration> stopped = new HashMap<>();

    private final DoubleSupplier random;

    /** A record that could be read. */
    record Entry<T>(Receipt receipt, T content) {}

    Batch(List<ReceivedRecord<T>> records, DoubleSupplier random) {
        this.random = random;
        for (ReceivedRecord<T> record : records) {
            Receipt receipt = record.receipt();
            switch (record.reading()) {
                case Accepted<T>(T content) -> accepted.add(new Entry<>(receipt, content));
                case Rejection<T>(String reason) ->
                    failures.put(receipt, new FailedRecord(receipt, reason, Duration.ZERO));
            }
        }
    }

    /** The records that could be read, in their order. */
    List<Entry<T>> accepted() {
        return List.copyOf(accepted);
    }

    /** Those of the entries that may be tried; the others fail because of their group. */
    List<Entry<T>> open(List<Entry<T>> entries) {
        List<Entry<T>> open = new ArrayList<>();
        for (Entry<T> entry : entries) {
            Optional<Duration> after = entry.receipt().group().map(stopped::get);
            if (after.isPresent()) {
                failures.put(entry.receipt(), untried(entry.receipt(), after.get()));
            } else {
                open.add(entry);
            }
        }
        return open;
    }

    /** It comes back after a time that doubles with every receive: 4 s to 120 s, a quarter more or less. */
    void fail(Entry<T> entry, String reason) {
        int doublings = Math.min(entry.receipt().receives(), 10);
        Duration doubled = Duration.ofSeconds(2L << doublings);
        Duration after = doubled.compareTo(MAX_AFTER) > 0 ? MAX_AFTER : doubled;
        fail(entry, reason, Duration.ofMillis(Math.round(after.toMillis() * (0.75 + random.getAsDouble() / 2))));
    }

    void fail(Entry<T> entry, Ending.Comeback comeback) {
        comeback.after()
                .ifPresentOrElse(after -> fail(entry, comeback.reason(), after), () -> fail(entry, comeback.reason()));
    }

    void fail(Entry<T> entry, String reason, Duration after) {
        failures.put(entry.receipt(), new FailedRecord(entry.receipt(), reason, after));
        entry.receipt().group().ifPresent(group -> stopped.putIfAbsent(group, after));
    }

    List<FailedRecord> failures() {
        return List.copyOf(failures.values());
    }

    private static FailedRecord untried(Receipt receipt, Duration after) {
        return new FailedRecord(receipt, "an earlier record of its message group failed", after);
    }
}
