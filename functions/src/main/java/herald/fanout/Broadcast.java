package herald.fanout;

import herald.connections.Audience;
import herald.connections.Checkpoint;
import herald.invocation.Attempt;
import herald.invocation.CallSeries;
import herald.invocation.Reasons;
import herald.invocation.Timing;
import herald.publications.ChannelName;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.queues.DeliveryMessage;
import herald.queues.DeliveryMessage.Continuation;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.DeliveryMessage.Welcome;
import herald.queues.Parcels;
import herald.queues.Receipt;
import herald.queues.ReceivedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;

/**
 * A batch of queue records to everybody whom it concerns.
 *
 * <p>Returns at once; the future tells which records have to come back, and fails only for a bug. Fan-outs follow each
 * other, each using all of the pace. Thread-safe.
 */
public final class Broadcast {

    private static final String PROGRESS_AWAY = "its progress can't be read: ";

    private final FanOutPorts ports;
    private final Timing timing;
    private final DoubleSupplier random;
    private final FanOut fanOut;
    private final Greeter greeter;
    private final int shards;

    /**
     * @param random 0 to 1
     * @param heartbeat how often Socket.IO clients are told that they will be pinged
     * @param shards how many slices a channel's audience has; with one it is fanned out here, without another queue
     */
    public Broadcast(
            FanOutPorts ports, Pace pace, Timing timing, DoubleSupplier random, Duration heartbeat, int shards) {
        this.ports = ports;
        this.timing = timing;
        this.random = random;
        this.fanOut = new FanOut(ports, pace, timing, random);
        this.greeter = new Greeter(ports, timing, heartbeat);
        this.shards = shards;
    }

    /** Records of the publish queue, in the order in which SQS gave them. */
    public CompletableFuture<List<FailedRecord>> publications(List<ReceivedRecord<Publication>> records, Means means) {
        var batch = new Batch<>(records, random);
        return CallSeries.inTurn(byChannel(batch.accepted()), step -> publish(batch, step, means))
                .thenApply(done -> batch.failures());
    }

    /** Records of the delivery queue, in the order in which SQS gave them. */
    public CompletableFuture<List<FailedRecord>> deliveries(
            List<ReceivedRecord<DeliveryMessage>> records, Means means) {
        var batch = new Batch<>(records, random);
        return CallSeries.inTurn(batch.accepted(), entry -> deliver(batch, entry, means))
                .thenApply(done -> batch.failures());
    }

    private CompletableFuture<Void> publish(
            Batch<Publication> batch, List<Batch.Entry<Publication>> entries, Means means) {
        List<Batch.Entry<Publication>> open = batch.open(entries);
        if (open.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<Publication> publications = open.stream().map(Batch.Entry::content).toList();
        ChannelName channel = publications.getFirst().channel();
        if (shards > 1) {
            return handOver(channel, publications).thenAccept(end -> open.forEach(entry -> settle(batch, entry, end)));
        }
        var step = new Step(batch, open, new Audience(channel, 0), means);
        boolean again = open.stream().anyMatch(entry -> entry.receipt().receives() > 1);
        return Attempt.then(
                checkpoints(step.audience(), again ? publications : List.of()),
                timing.executor(),
                found -> CallSeries.inTurn(
                        Shares.of(publications, publication -> found.getOrDefault(publication.id(), Checkpoint.START)),
                        share -> fanOut(step, share)),
                reason -> {
                    open.forEach(entry -> batch.fail(entry, PROGRESS_AWAY + reason));
                    return CompletableFuture.completedFuture(null);
                });
    }

    /** Records that are fanned out to one audience, as far as they have come equally far. */
    private record Step(
            Batch<Publication> batch, List<Batch.Entry<Publication>> entries, Audience audience, Means means) {

        List<Batch.Entry<Publication>> open(Shares.Share share) {
            return batch.open(entries.stream()
                    .filter(entry -> share.publications().contains(entry.content()))
                    .toList());
        }
    }

    private CompletableFuture<Void> fanOut(Step step, Shares.Share share) {
        List<Batch.Entry<Publication>> open = step.open(share);
        if (open.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        boolean strict = open.getFirst().receipt().group().isPresent();
        List<Publication> publications = open.stream().map(Batch.Entry::content).toList();
        return fanOut.toAudience(new Work(step.audience(), publications, strict), share.from(), step.means())
                .thenAccept(end -> open.forEach(entry -> settle(step.batch(), entry, end)));
    }

    private static <T> void settle(Batch<T> batch, Batch.Entry<T> entry, Ending end) {
        end.comeback().ifPresent(comeback -> batch.fail(entry, comeback));
    }

    private CompletableFuture<Map<PublicationId, Checkpoint>> checkpoints(
            Audience audience, List<Publication> publications) {
        return publications.isEmpty()
                ? CompletableFuture.completedFuture(Map.of())
                : ports.progress().find(audience, publications);
    }

    /** One piece of work for each shard, each to be done by an invocation of its own. */
    private CompletableFuture<Ending> handOver(ChannelName channel, List<Publication> publications) {
        List<Continuation> work = Audience.all(channel, shards)
                .flatMap(audience -> Parcels.continuations(audience, publications, null).stream())
                .toList();
        return ports.queue()
                .send(work)
                .handle((sent, thrown) -> thrown == null
                        ? Ending.DONE
                        : Ending.failed("the delivery queue did not take it: " + Reasons.of(thrown)));
    }

    private CompletableFuture<Void> deliver(
            Batch<DeliveryMessage> batch, Batch.Entry<DeliveryMessage> entry, Means means) {
        if (batch.open(List.of(entry)).isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Receipt receipt = entry.receipt();
        CompletableFuture<Ending> ending = switch (entry.content()) {
            case Continuation rest -> finish(rest, receipt, means);
            case Welcome welcome -> greeter.greet(welcome, means);
            case Owed owed when receipt.group().isEmpty() -> fanOut.toOwed(owed, means);
            case Owed owed -> {
                Duration early = early(owed);
                yield early.isPositive()
                        ? CompletableFuture.completedFuture(Ending.after(early, "it is not due yet"))
                        : pay(owed, receipt, means);
            }
        };
        return ending.thenAccept(end -> settle(batch, entry, end));
    }

    /**
     * One that starts at the beginning may be on the queue twice, if who handed it over was killed just then; so it asks
     * for progress at its first receive, and says when all is done.
     */
    private CompletableFuture<Ending> finish(Continuation rest, Receipt receipt, Means means) {
        boolean again = rest.cursor() == null || receipt.receives() > 1;
        boolean strict = receipt.group().isPresent();
        return Attempt.then(
                checkpoints(rest.audience(), again ? rest.publications() : List.of()),
                timing.executor(),
                found -> finish(rest, found, strict, means),
                reason -> CompletableFuture.completedFuture(Ending.failed(PROGRESS_AWAY + reason)));
    }

    private CompletableFuture<Ending> finish(
            Continuation rest, Map<PublicationId, Checkpoint> found, boolean strict, Means means) {
        List<Shares.Share> shares = Shares.of(
                rest.publications(),
                publication ->
                        Checkpoint.further(found.getOrDefault(publication.id(), Checkpoint.START), rest.cursor()));
        return Ending.ofAll(
                        shares,
                        share -> fanOut.toAudience(
                                new Work(rest.audience(), share.publications(), strict), share.from(), means))
                .thenCompose(end -> end.whole() && !shares.isEmpty()
                        ? finished(rest, end)
                        : CompletableFuture.completedFuture(end));
    }

    /** That all is done need not be known: it only spares a second message its work. */
    private CompletableFuture<Ending> finished(Continuation rest, Ending end) {
        return ports.progress()
                .save(rest.audience(), rest.publications(), new Checkpoint.Finished())
                .handle((saved, thrown) -> end);
    }

    /** The tries of a message that comes back are counted by its receives. */
    private CompletableFuture<Ending> pay(Owed owed, Receipt receipt, Means means) {
        var settlement = new Settlement(owed.tries() + receipt.receives() - 1, random.getAsDouble());
        return new FifoPayment(ports, timing, settlement, owed, means).pay();
    }

    /** How much too early a FIFO queue, which can't delay single messages, has brought it; in whole seconds, rounded up. */
    private Duration early(Owed owed) {
        Duration early = Duration.between(timing.now(), owed.notBefore());
        return early.isPositive() ? Duration.ofSeconds(early.plusMillis(999).toSeconds()) : Duration.ZERO;
    }

    /**
     * What is fanned out together. Of a standard queue, all of a channel. Of a FIFO queue, only neighbours of a channel, so
     * that channels take their turns in the queue's order. That order is strict within a channel only: what a connection is
     * owed is noted on its row in one audience, and does not hold back what it gets in another.
     */
    private static List<List<Batch.Entry<Publication>>> byChannel(List<Batch.Entry<Publication>> entries) {
        Map<ChannelName, List<Batch.Entry<Publication>>> latest = new LinkedHashMap<>();
        List<List<Batch.Entry<Publication>>> steps = new ArrayList<>();
        for (Batch.Entry<Publication> entry : entries) {
            ChannelName channel = entry.content().channel();
            boolean fifo = entry.receipt().group().isPresent();
            if (!latest.containsKey(channel)
                    || (fifo
                            && !channel.equals(
                                    steps.getLast().getLast().content().channel()))) {
                List<Batch.Entry<Publication>> step = new ArrayList<>();
                latest.put(channel, step);
                steps.add(step);
            }
            latest.get(channel).add(entry);
        }
        return steps;
    }
}
