package herald.fanout;

import herald.connections.Audience;
import herald.publications.Publication;
import herald.publications.Reasons;
import herald.queues.DeliveryMessage;
import herald.queues.DeliveryMessage.Continuation;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.Parcels;
import herald.queues.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A batch of queue records to everybody whom it concerns.
 *
 * <p>Returns at once; the future tells which records have to come back, and fails only for a bug. Fan-outs follow each
 * other, each using all of the pace. Thread-safe.
 */
public final class Broadcast {

    private final FanOut fanOut;
    private final int shards;

    /** @param shards how many slices a channel's audience has; with one it is fanned out here, without another queue */
    public Broadcast(FanOut fanOut, int shards) {
        this.fanOut = fanOut;
        this.shards = shards;
    }

    /** Records of the publish queue, in the order in which SQS gave them. */
    public CompletableFuture<List<Failure>> publications(List<Received<Publication>> records, FanOut.Means means) {
        var batch = new Batch<>(records, fanOut.random());
        return oneByOne(byChannel(batch.accepted()), step -> publish(batch, step, means))
                .thenApply(done -> batch.failures());
    }

    /** Records of the delivery queue, in the order in which SQS gave them. */
    public CompletableFuture<List<Failure>> deliveries(List<Received<DeliveryMessage>> records, FanOut.Means means) {
        var batch = new Batch<>(records, fanOut.random());
        return oneByOne(batch.accepted(), entry -> deliver(batch, entry, means)).thenApply(done -> batch.failures());
    }

    private CompletableFuture<Void> publish(
            Batch<Publication> batch, List<Batch.Entry<Publication>> step, FanOut.Means means) {
        List<Batch.Entry<Publication>> open = batch.open(step);
        if (open.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<Publication> publications = open.stream().map(Batch.Entry::content).toList();
        String channel = publications.getFirst().channel();
        CompletableFuture<Ending> ending = shards == 1
                ? fanOut.toAudience(new Audience(channel, 0), publications, null, means)
                : handOver(channel, publications);
        return ending.thenAccept(end -> {
            for (Batch.Entry<Publication> entry : open) {
                if (end.failure().isPresent()) {
                    batch.fail(entry, end.failure().get());
                } else if (end.tooLarge().contains(entry.content())) {
                    batch.fail(entry, "its frame is larger than a post may be", Duration.ZERO);
                }
            }
        });
    }

    /** One piece of work for each shard, each to be done by an invocation of its own. */
    private CompletableFuture<Ending> handOver(String channel, List<Publication> publications) {
        List<Continuation> work = Audience.all(channel, shards)
                .flatMap(audience -> Parcels.continuations(audience, publications, null).stream())
                .toList();
        return fanOut.queue()
                .send(work)
                .handle((sent, thrown) -> thrown == null
                        ? Ending.DONE
                        : Ending.failed("the delivery queue did not take it: " + Reasons.of(thrown)));
    }

    private CompletableFuture<Void> deliver(
            Batch<DeliveryMessage> batch, Batch.Entry<DeliveryMessage> entry, FanOut.Means means) {
        if (batch.open(List.of(entry)).isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Ending> ending = switch (entry.content()) {
            case Continuation rest -> fanOut.toAudience(rest.audience(), rest.publications(), rest.cursor(), means);
            case Owed owed -> {
                Duration early = early(entry, owed);
                if (early.isPositive()) {
                    batch.fail(entry, "it is not due yet", early);
                    yield CompletableFuture.completedFuture(Ending.DONE);
                }
                yield fanOut.toOwed(owed, means);
            }
        };
        return ending.thenAccept(end -> {
            if (end.failure().isPresent()) {
                batch.fail(entry, end.failure().get());
            } else if (!end.tooLarge().isEmpty()) {
                batch.fail(entry, "a frame of it is larger than a post may be", Duration.ZERO);
            }
        });
    }

    /** How much too early a FIFO queue, which can't delay single messages, has brought it; in whole seconds, rounded up. */
    private Duration early(Batch.Entry<DeliveryMessage> entry, Owed owed) {
        Instant now = fanOut.clock().instant();
        boolean delayed = entry.receipt().group().isEmpty();
        return delayed || !owed.notBefore().isAfter(now)
                ? Duration.ZERO
                : Duration.ofSeconds(
                        Duration.between(now, owed.notBefore()).plusMillis(999).toSeconds());
    }

    /**
     * What is fanned out together. Of a standard queue, all of a channel. Of a FIFO queue, only neighbours of a channel, so
     * that who is in two channels gets its group in order.
     */
    private static List<List<Batch.Entry<Publication>>> byChannel(List<Batch.Entry<Publication>> entries) {
        Map<String, List<Batch.Entry<Publication>>> latest = new LinkedHashMap<>();
        List<List<Batch.Entry<Publication>>> steps = new ArrayList<>();
        String before = "";
        for (Batch.Entry<Publication> entry : entries) {
            String channel = entry.content().channel();
            boolean fifo = entry.receipt().group().isPresent();
            if (!latest.containsKey(channel) || (fifo && !channel.equals(before))) {
                List<Batch.Entry<Publication>> step = new ArrayList<>();
                latest.put(channel, step);
                steps.add(step);
            }
            latest.get(channel).add(entry);
            before = channel;
        }
        return steps;
    }

    private static <S> CompletableFuture<Void> oneByOne(List<S> steps, Function<S, CompletableFuture<Void>> step) {
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        for (S next : steps) {
            done = done.thenCompose(before -> step.apply(next));
        }
        return done;
    }
}
