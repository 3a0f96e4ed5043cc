package herald.local.stack.queues;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.msg.ClearQueue;
import org.elasticmq.msg.DeleteQueue;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.util.NowProvider;
import scala.Option;

/**
 * Stands before ElasticMQ's root actor and puts a front before each queue, for one purpose: that the journal hears of a
 * purge, of which ElasticMQ does not tell its listener.
 */
final class QueueFronts extends AbstractActor {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private record Found(String queue, Option<ActorRef> actor, ActorRef asker) {}

    private final ActorRef journal;
    private final ActorRef root;
    private final Map<String, ActorRef> fronts = new HashMap<>();

    private QueueFronts(ActorRef journal) {
        this.journal = journal;
        this.root = getContext()
                .actorOf(Props.create(
                        QueueManagerActor.class,
                        () -> new QueueManagerActor(
                                new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(journal))));
    }

    static Props props(ActorRef journal) {
        return Props.create(QueueFronts.class, () -> new QueueFronts(journal));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(LookupQueue.class, this::lookUp)
                .match(Found.class, this::answer)
                .match(DeleteQueue.class, this::delete)
                .matchAny(other -> root.forward(other, getContext()))
                .build();
    }

    private void lookUp(LookupQueue request) {
        ActorRef front = fronts.get(request.queueName());
        if (front != null) {
            sender().tell(Option.apply(front), self());
            return;
        }
        ActorRef asker = sender();
        Patterns.pipe(
                        Patterns.ask(root, request, ANSWER)
                                .thenApply(found -> new Found(request.queueName(), actorIn(found), asker)),
                        getContext().dispatcher())
                .to(self());
    }

    private void answer(Found found) {
        Option<ActorRef> front = found.actor()
                .map(queue -> fronts.computeIfAbsent(
                        found.queue(), name -> getContext().actorOf(Front.props(name, queue, journal))));
        found.asker().tell(front, self());
    }

    private void delete(DeleteQueue request) {
        ActorRef front = fronts.remove(request.queueName());
        if (front != null) {
            getContext().stop(front);
        }
        root.forward(request, getContext());
    }

    /** @param found the answer to a {@link LookupQueue} */
    @SuppressWarnings("unchecked") // it is nothing else
    static Option<ActorRef> actorIn(Object found) {
        return (Option<ActorRef>) found;
    }

    private static final class Front extends AbstractActor {

        private final String name;
        private final ActorRef queue;
        private final ActorRef journal;

        private Front(String name, ActorRef queue, ActorRef journal) {
            this.name = name;
            this.queue = queue;
            this.journal = journal;
        }

        static Props props(String name, ActorRef queue, ActorRef journal) {
            return Props.create(Front.class, () -> new Front(name, queue, journal));
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(ClearQueue.class, clear -> {
                        journal.tell(new JournalActor.Cleared(name), ActorRef.noSender());
                        queue.forward(clear, getContext());
                    })
                    .matchAny(other -> queue.forward(other, getContext()))
                    .build();
        }
    }
}
