package herald.local.stack.queues;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import herald.local.stack.feed.Feed;
import herald.local.stack.surroundings.Surroundings;
import herald.local.stack.wire.AwsJson;
import herald.local.stack.wire.AwsRefusal;
import herald.local.template.spec.QueueSpec;
import herald.local.template.spec.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.RestoreMessages;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.List$;

/**
 * The template's queues, served by ElasticMQ in this process over SQS's own HTTP interface. Messages are kept in a
 * journal, and survive the stack.
 *
 * <p>Left out by ElasticMQ, and so here: {@code MessageRetentionPeriod} (messages stay until they are deleted) and a
 * queue's own {@code MaximumMessageSize} (1 MiB holds for all). Thread-safe.
 */
public final class Queues implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final QueueSettings settings;
    private final Map<String, QueueSpec> specs;
    private final Surroundings around;
    private final Feed feed;
    private final ActorSystem actors;
    private final Journal journal;
    private final AwsJson wire;
    private final QueueDepths depths;
    private @Nullable SQSRestServer server;
    private @Nullable ActorRef keeper;

    private Queues(QueueSettings settings, Template template, Surroundings around) throws IOException {
        this.settings = settings;
        this.specs = template.queues();
        this.around = around;
        this.feed = around.feed();
        this.journal = Journal.open(settings.state());
        this.actors = ActorSystem.create("queues", configuration(), Queues.class.getClassLoader());
        this.wire = AwsJson.sqs(URI.create("http://127.0.0.1:" + settings.listening() + "/"), settings.region());
        this.depths = new QueueDepths(wire, template, feed);
    }

    /**
     * Starts the server, creates the queues, and puts back into them what the journal holds.
     *
     * @throws QueuesFailure in one line; nothing is left running then
     */
    public static Queues start(QueueSettings settings, Template template, Surroundings around)
            throws QueuesFailure, InterruptedException {
        Queues queues;
        try {
            queues = new Queues(settings, template, around);
        } catch (IOException failure) {
            throw new QueuesFailure("state directory " + settings.state() + ": " + failure.getMessage(), failure);
        }
        try {
            queues.serve();
            return queues;
        } catch (AwsRefusal | IOException | ExecutionException | TimeoutException failure) {
            queues.close();
            throw new QueuesFailure("the queues do not start: " + failure.getMessage(), failure);
        } catch (QueuesFailure | InterruptedException failure) {
            queues.close();
            throw failure;
        }
    }

    /** Forgets the messages that an earlier run left in a state directory. */
    public static void forget(Path state) throws IOException {
        Journal.clear(state);
    }

    /** Returns what is in the queues, at most half a second old; at once. */
    public QueueDepths depths() {
        return depths;
    }

    /** Returns when the oldest message of each queue that has any was sent, by the queue's name. */
    public CompletionStage<Map<String, Instant>> oldest() {
        return keeper == null
                ? CompletableFuture.completedFuture(Map.of())
                : Patterns.ask(keeper, new JournalActor.AgesAsked(), ANSWER)
                        .thenApply(ages -> ((JournalActor.Ages) ages).oldest());
    }

    /** Ends the server. Messages stay in the journal. */
    @Override
    public void close() {
        wire.close();
        try {
            if (server != null) {
                server.stopAndGetFuture();
            }
            actors.terminate();
            actors.getWhenTerminated().toCompletableFuture().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
            journal.close();
        } catch (IOException | ExecutionException | TimeoutException failure) {
            feed.problem("queues", "did not stop in time: " + failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    QueueSpec spec(String id) {
        QueueSpec spec = specs.get(id);
        if (spec == null) {
            throw new IllegalArgumentException("no queue " + id);
        }
        return spec;
    }

    AwsJson wire() {
        return wire;
    }

    String region() {
        return settings.region();
    }

    Surroundings around() {
        return around;
    }

    private void serve()
            throws QueuesFailure, AwsRefusal, IOException, InterruptedException, ExecutionException, TimeoutException {
        ActorRef listener =
                actors.actorOf(JournalActor.props(journal, problem -> feed.problem("queues", problem)), "journal");
        keeper = listener;
        ActorRef root = actors.actorOf(QueueFronts.props(listener), "queues");
        server = SQSRestServerBuilder$.MODULE$
                .withActorSystem(actors)
                .withQueueManagerActor(root)
                .withInterface("127.0.0.1")
                .withPort(settings.listening())
                .withServerAddress(new NodeAddress("http", "127.0.0.1", settings.port(), ""))
                .withAWSRegion(settings.region())
                .withAWSAccountId(settings.account())
                .start();
        server.waitUntilStarted();
        for (QueueSpec queue : specs.values()) {
            create(queue);
        }
        for (QueueSpec queue : specs.values()) {
            redrive(queue);
        }
        restore(root);
    }

    private void create(QueueSpec queue) throws AwsRefusal, IOException, InterruptedException {
        ObjectNode request = AwsJson.object().put("QueueName", queue.name());
        ObjectNode attributes = request.putObject("Attributes");
        put(attributes, "VisibilityTimeout", queue.visibilityTimeout());
        put(attributes, "DelaySeconds", queue.delay());
        put(attributes, "ReceiveMessageWaitTimeSeconds", queue.receiveWait());
        if (queue.fifo()) {
            attributes.put("FifoQueue", "true");
            attributes.put("ContentBasedDeduplication", String.valueOf(queue.contentBasedDeduplication()));
        }
        wire.call("CreateQueue", request, ANSWER);
    }

    /** Runs after all are created, as a dead-letter queue may come later in the template than what it serves. */
    private void redrive(QueueSpec queue) throws AwsRefusal, IOException, InterruptedException {
        if (queue.redrive().isEmpty()) {
            return;
        }
        QueueSpec.Redrive redrive = queue.redrive().get();
        ObjectNode policy = AwsJson.object()
                .put("deadLetterTargetArn", spec(redrive.deadLetterQueue()).arn())
                .put("maxReceiveCount", redrive.maxReceiveCount());
        ObjectNode request = AwsJson.object().put("QueueUrl", queue.url());
        request.putObject("Attributes").put("RedrivePolicy", policy.toString());
        wire.call("SetQueueAttributes", request, ANSWER);
    }

    private static void put(ObjectNode attributes, String name, Duration value) {
        attributes.put(name, String.valueOf(value.toSeconds()));
    }

    private void restore(ActorRef root)
            throws QueuesFailure, InterruptedException, ExecutionException, TimeoutException {
        Map<String, List<InternalMessage>> byQueue = new LinkedHashMap<>();
        for (StoredMessage stored : journal.messages()) {
            byQueue.computeIfAbsent(stored.queue(), _ -> new ArrayList<>()).add(stored.message());
        }
        for (Map.Entry<String, List<InternalMessage>> queue : byQueue.entrySet()) {
            Option<ActorRef> found = QueueFronts.actorIn(ask(root, new LookupQueue(queue.getKey())));
            if (found.isEmpty()) {
                throw new QueuesFailure(queue.getValue().size() + " messages of an earlier run are for a queue "
                        + queue.getKey() + ", which the template no longer has; --fresh drops them");
            }
            ask(found.get(), new RestoreMessages(oldestFirst(queue.getValue())));
        }
    }

    private static Object ask(ActorRef actor, Object message)
            throws InterruptedException, ExecutionException, TimeoutException {
        return Patterns.ask(actor, message, START).toCompletableFuture().get(START.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static scala.collection.immutable.List<InternalMessage> oldestFirst(List<InternalMessage> messages) {
        List<InternalMessage> newestFirst = messages.stream()
                .sorted(Comparator.comparing(InternalMessage::created).reversed())
                .toList();
        scala.collection.immutable.List<InternalMessage> list = List$.MODULE$.empty();
        for (InternalMessage message : newestFirst) {
            list = list.$colon$colon(message);
        }
        return list;
    }

    /**
     * Returns a quiet configuration with no part in the JVM's shutdown, which the stack orders itself. With more
     * threads than processors: a FIFO queue that is long polled may keep one busy ({@link EventSource}), and two of
     * them must not keep all.
     */
    private static Config configuration() {
        return ConfigFactory.parseString("""
                        pekko.loglevel = WARNING
                        pekko.log-dead-letters = off
                        pekko.log-dead-letters-during-shutdown = off
                        pekko.jvm-shutdown-hooks = off
                        pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                        pekko.actor.default-dispatcher.fork-join-executor.parallelism-min = 8
                        pekko.actor.default-dispatcher.fork-join-executor.parallelism-max = 8
                        pekko.http.server.request-timeout = 25s
                        pekko.http.server.idle-timeout = 90s
                        """).withFallback(ConfigFactory.load());
    }
}
