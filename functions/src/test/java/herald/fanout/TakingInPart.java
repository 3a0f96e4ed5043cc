package herald.fanout;

import herald.connections.Audience;
import herald.connections.Checkpoint;
import herald.connections.Connection;
import herald.connections.Progress;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.queues.DeliveryMessage;
import herald.queues.DeliveryMessage.Continuation;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.DeliveryMessage.Welcome;
import herald.queues.DeliveryQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Progress and a FIFO delivery queue that at times take only a part of what they are given, and fail. Not thread-safe. */
record TakingInPart(Random random, Progress progress, FifoQueue<DeliveryMessage> delivery)
        implements Progress, DeliveryQueue {

    @Override
    public CompletableFuture<Map<PublicationId, Checkpoint>> find(
            Audience audience, Collection<Publication> publications) {
        return progress.find(audience, publications);
    }

    /** Any part. */
    @Override
    public CompletableFuture<Void> save(
            Audience audience, Collection<Publication> publications, Checkpoint checkpoint) {
        List<Publication> shuffled = new ArrayList<>(publications);
        Collections.shuffle(shuffled, random);
        return inPart(
                shuffled, some -> progress.save(audience, some, checkpoint).join());
    }

    /** The first of them. */
    @Override
    public CompletableFuture<Void> send(List<? extends DeliveryMessage> messages) {
        return inPart(messages.stream().flatMap(TakingInPart::singly).toList(), some -> some.forEach(this::add));
    }

    private <T> CompletableFuture<Void> inPart(List<T> all, Consumer<List<T>> taking) {
        boolean whole = random.nextInt(12) > 0;
        taking.accept(whole ? all : all.subList(0, random.nextInt(all.size() + 1)));
        return whole
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new IllegalStateException("not all was taken"));
    }

    private void add(DeliveryMessage message) {
        switch (message) {
            case Continuation continuation ->
                delivery.add(continuation.audience().key(), continuation);
            case Owed owed -> delivery.add(owed.connections().getFirst().id().value(), owed);
            case Welcome welcome -> delivery.add(welcome.id().value(), welcome);
        }
    }

    /** As on SQS, one message for each connection. */
    private static Stream<DeliveryMessage> singly(DeliveryMessage message) {
        return switch (message) {
            case Continuation continuation -> Stream.of(continuation);
            case Welcome welcome -> Stream.of(welcome);
            case Owed(
                    Audience audience,
                    List<Publication> publications,
                    List<Connection> owing,
                    int tries,
                    Instant due) ->
                owing.stream().map(one -> new Owed(audience, publications, List.of(one), tries, due));
        };
    }
}
