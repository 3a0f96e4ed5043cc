package herald.queues;

import herald.aws.AwsLimits;
import herald.connections.Audience;
import herald.connections.Cursor;
import herald.invocation.CallSeries;
import herald.publications.Publication;
import herald.queues.DeliveryMessage.Continuation;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.DeliveryMessage.Welcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * {@link DeliveryQueue} on SQS. Thread-safe.
 *
 * <p>A FIFO queue can't delay one message, so there the message itself says when it is due. What is owed has one group a
 * connection there: in its audience's group it would hold up everybody for as long as one slow client takes.
 */
public record SqsDeliveryQueue(Supplier<SqsAsyncClient> sqs, QueueUrl queue, InstantSource clock)
        implements DeliveryQueue {

    /** The bodies of one batch together; SQS counts names and attributes too. */
    static final int MAX_BATCH_BYTES = AwsLimits.SQS_MESSAGE_BYTES - 6 * 1024;

    /** Writes no text before its turn: on a FIFO queue a message for each connection repeats the publications. */
    @Override
    public CompletableFuture<Void> send(List<? extends DeliveryMessage> messages) {
        List<DeliveryMessage> all = messages.stream().flatMap(this::singly).toList();
        return CallSeries.inTurn(together(all), this::sendSome);
    }

    /**
     * What may share a request, which follow each other and stop at the first that fails. On a FIFO queue, no two of a
     * message group: SQS may refuse the one and take the other (AWS API reference, SendMessageBatch).
     */
    private List<List<DeliveryMessage>> together(List<DeliveryMessage> all) {
        List<List<DeliveryMessage>> requests = new ArrayList<>();
        Set<String> groups = new HashSet<>();
        for (DeliveryMessage message : all) {
            boolean apart = queue.fifo() && groups.contains(group(message));
            if (requests.isEmpty() || requests.getLast().size() == AwsLimits.SQS_BATCH_ENTRIES || apart) {
                requests.add(new ArrayList<>());
                groups.clear();
            }
            requests.getLast().add(message);
            if (queue.fifo()) {
                groups.add(group(message));
            }
        }
        return requests;
    }

    private CompletableFuture<Void> sendSome(List<DeliveryMessage> messages) {
        List<SendMessageBatchRequestEntry> entries =
                messages.stream().map(this::entry).toList();
        List<List<SendMessageBatchRequestEntry>> batches = Parcels.cut(
                entries, entry -> entry.messageBody().getBytes(StandardCharsets.UTF_8).length, MAX_BATCH_BYTES);
        return CallSeries.inTurn(batches, this::sendBatch);
    }

    private CompletableFuture<Void> sendBatch(List<SendMessageBatchRequestEntry> batch) {
        return sqs.get()
                .sendMessageBatch(request -> request.queueUrl(queue.value()).entries(batch))
                .thenAccept(SqsDeliveryQueue::requireAllTaken);
    }

    private static void requireAllTaken(SendMessageBatchResponse answer) {
        if (!answer.failed().isEmpty()) {
            BatchResultErrorEntry first = answer.failed().getFirst();
            throw new IllegalStateException(
                    answer.failed().size() + " not taken, the first: " + first.code() + " " + first.message());
        }
    }

    private Stream<DeliveryMessage> singly(DeliveryMessage message) {
        return switch (message) {
            case Owed owed
            when queue.fifo() ->
                owed.connections().stream()
                        .map(connection -> new Owed(
                                owed.audience(),
                                owed.publications(),
                                List.of(connection),
                                owed.tries(),
                                owed.notBefore()));
            case Owed _, Continuation _, Welcome _ -> Stream.of(message);
        };
    }

    private SendMessageBatchRequestEntry entry(DeliveryMessage message) {
        var entry = SendMessageBatchRequestEntry.builder()
                .id(UUID.randomUUID().toString())
                .messageBody(DeliveryText.write(message));
        if (queue.fifo()) {
            return entry.messageGroupId(group(message))
                    .messageDeduplicationId(deduplicationId(message))
                    .build();
        }
        return entry.delaySeconds(delaySeconds(message)).build();
    }

    /** Shards that are handed over once more, after a kill, are the same messages: SQS drops them for five minutes. */
    private static String deduplicationId(DeliveryMessage message) {
        return switch (message) {
            case Continuation(Audience audience, List<Publication> publications, Cursor cursor)
            when cursor == null ->
                MessageGroup.hash(audience.key()
                        + publications.stream()
                                .map(publication -> publication.id().value())
                                .collect(Collectors.joining(" ", " ", "")));
            case Continuation _, Owed _ -> UUID.randomUUID().toString();
            case Welcome welcome ->
                MessageGroup.hash(welcome.id() + " " + welcome.connectedAt().toEpochMilli());
        };
    }

    private static String group(DeliveryMessage message) {
        return switch (message) {
            case Continuation continuation ->
                MessageGroup.of(continuation.audience().key());
            case Owed owed ->
                MessageGroup.of(owed.audience().key() + "/"
                        + owed.connections().getFirst().id());
            // No group of anybody else's, so that a new client waits for nobody.
            case Welcome welcome -> MessageGroup.of("welcome/" + welcome.id());
        };
    }

    /** Rounded up, so that it is due when it comes. */
    private int delaySeconds(DeliveryMessage message) {
        return switch (message) {
            case Continuation _, Welcome _ -> 0;
            case Owed owed -> {
                Duration left = Duration.between(clock.instant(), owed.notBefore());
                Duration most = AwsLimits.SQS_DELAY;
                Duration delay = left.isNegative() ? Duration.ZERO : left.compareTo(most) > 0 ? most : left;
                yield Math.toIntExact(delay.plusMillis(999).toSeconds());
            }
        };
    }
}
