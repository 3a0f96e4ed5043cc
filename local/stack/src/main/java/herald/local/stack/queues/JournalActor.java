package herald.local.stack.queues;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.Props;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;

/** ElasticMQ's listener that keeps the journal: its mailbox puts what the queues tell in one order. */
final class JournalActor extends AbstractActor {

    /** All messages of a queue were purged, of which ElasticMQ tells nothing. */
    record Cleared(String queue) {}

    /** Asks when the oldest message of each queue was sent; answered with an {@link Ages}. */
    record AgesAsked() {}

    record Ages(Map<String, Instant> oldest) {}

    private final Journal journal;
    private final Consumer<String> problems;

    private JournalActor(Journal journal, Consumer<String> problems) {
        this.journal = journal;
        this.problems = problems;
    }

    /** @param problems told in a line what could not be written */
    static Props props(Journal journal, Consumer<String> problems) {
        return Props.create(JournalActor.class, () -> new JournalActor(journal, problems));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(QueueEvent.MessageAdded.class, it -> keep(() -> journal.added(it.queueName(), it.message())))
                .match(QueueEvent.MessageUpdated.class, it -> keep(() -> journal.updated(it.queueName(), it.message())))
                .match(
                        QueueEvent.MessageRemoved.class,
                        it -> keep(() -> journal.removed(it.queueName(), it.messageId())))
                .match(QueueEvent.QueueDeleted.class, it -> keep(() -> journal.cleared(it.queueName())))
                .match(Cleared.class, it -> keep(() -> journal.cleared(it.queue())))
                .match(AgesAsked.class, _ -> sender().tell(new Ages(Map.copyOf(journal.oldest())), self()))
                .matchAny(other -> {})
                .build();
    }

    /** The answer lets the request go on that is being told of; without one it would never end. */
    private void keep(Runnable entry) {
        try {
            entry.run();
        } catch (UncheckedIOException failure) {
            problems.accept("queued messages may not survive a restart: " + failure.getMessage());
        }
        sender().tell(OperationSuccessful$.MODULE$, self());
    }
}
