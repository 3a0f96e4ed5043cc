package herald.fanout;

import herald.publications.ReadResult;
import herald.queues.Receipt;
import herald.queues.ReceivedRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A FIFO queue as SQS keeps it: of a message group, nothing is received while something of it is in flight or hidden. */
final class FifoQueue<T> {

    private final Supplier<Instant> clock;

    private final Map<String, List<Message>> groups = new LinkedHashMap<>();
    private int numbers;

    final class Message {
        private final String id = "m" + numbers++;
        private final String group;
        private final T content;
        private int receives;
        private Instant visible = Instant.MIN;

        Message(String group, T content) {
            this.group = group;
            this.content = content;
        }

        ReceivedRecord<T> received() {
            return new ReceivedRecord<>(
                    new Receipt(id, id, receives, Optional.of(group)), new ReadResult.Accepted<>(content));
        }

        void visible(Instant at) {
            visible = at;
        }
    }

    FifoQueue(Supplier<Instant> clock) {
        this.clock = clock;
    }

    void add(String group, T content) {
        groups.computeIfAbsent(group, key -> new ArrayList<>()).add(new Message(group, content));
    }

    boolean isEmpty() {
        return groups.values().stream().allMatch(List::isEmpty);
    }

    List<Message> receive(int most) {
        List<Message> batch = new ArrayList<>();
        for (List<Message> group : groups.values()) {
            boolean free = group.stream().allMatch(message -> !message.visible.isAfter(clock.get()));
            for (int i = 0; free && i < group.size() && batch.size() < most; i++) {
                batch.add(group.get(i));
            }
        }
        for (Message message : batch) {
            message.receives++;
            message.visible = Instant.MAX;
        }
        return batch;
    }

    void settle(List<Message> batch, List<FailedRecord> failures) {
        Map<String, FailedRecord> failed = new HashMap<>();
        failures.forEach(failure -> failed.put(failure.receipt().messageId(), failure));
        for (Message message : batch) {
            FailedRecord failure = failed.get(message.id);
            if (failure == null) {
                groups.getOrDefault(message.group, List.of()).remove(message);
            } else {
                message.visible(clock.get().plus(failure.after()));
            }
        }
    }
}
