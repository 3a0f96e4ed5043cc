package herald;

import herald.clients.Clients;
import herald.connections.Connections;
import herald.connections.ConnectionsTable;
import herald.connections.ProgressTable;
import herald.connections.SweepCoverageRow;
import herald.dialects.Dialects;
import herald.fanout.Broadcast;
import herald.fanout.FanOutPorts;
import herald.fanout.Pace;
import herald.invocation.Timing;
import herald.posts.ManagementApiPosts;
import herald.publications.PublicationReader;
import herald.queues.SqsDeliveryQueue;
import herald.queues.SqsPublishQueue;
import herald.queues.SqsVisibility;
import herald.queues.Visibility;
import herald.routes.ConnectHandler;
import herald.routes.DisconnectHandler;
import herald.routes.MessageHandler;
import herald.sweep.DueTimes;
import herald.sweep.Sweep;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Builds what stands behind the entry points. Nothing else constructs collaborators. */
final class Wiring {

    private Wiring() {}

    /** The parts behind an entry point; closing them closes their clients. */
    interface Parts extends AutoCloseable {
        Clients clients();

        /** Returns whether they remember things that a bug may have left wrong. */
        default boolean remember() {
            return true;
        }

        @Override
        default void close() {
            clients().close();
        }
    }

    /** The parts behind {@link ConnectionsFunction}. */
    record Routes(Clients clients, ConnectHandler connect, MessageHandler message, DisconnectHandler disconnect)
            implements Parts {
        @Override
        public boolean remember() {
            return false;
        }
    }

    /** The parts behind {@link BroadcastFunction}. */
    record Fan(
            Clients clients,
            PublicationReader reader,
            Broadcast broadcast,
            FanOutPorts ports,
            Visibility onPublishQueue,
            Visibility onDeliveryQueue)
            implements Parts {}

    /** The parts behind {@link SweepFunction}. */
    record Sweeps(Clients clients, Sweep sweep) implements Parts {}

    static Routes routes(Settings.ForConnections settings, Clients clients) {
        Connections connections = new ConnectionsTable(clients.dynamo(), settings.table(), InstantSource.system());
        var ports = new MessageHandler.Ports(
                connections,
                new SqsPublishQueue(clients::sqs, settings.publishQueue()),
                new ManagementApiPosts(clients.managementApi(), clients.executor()),
                Wiring::after);
        return new Routes(
                clients,
                new ConnectHandler(
                        connections,
                        new SqsDeliveryQueue(clients::sqs, settings.deliveryQueue(), InstantSource.system()),
                        settings.shards()),
                new MessageHandler(ports, settings.clientEvents(), settings.shards()),
                new DisconnectHandler(connections, settings.shards()));
    }

    static Sweeps sweeps(Settings.ForSweep settings) {
        var clients = new Clients(settings.platform());
        var clock = InstantSource.system();
        return new Sweeps(
                clients,
                new Sweep(
                        new ConnectionsTable(clients.dynamo(), settings.tables().connections(), clock),
                        new SweepCoverageRow(clients.dynamo(), settings.tables().progress(), clock),
                        new ManagementApiPosts(clients.managementApi(), clients.executor()),
                        new Timing(clients.executor(), clock, Wiring::after),
                        new DueTimes(settings.heartbeat(), settings.recycleAge()),
                        settings.tables().shards()));
    }

    private static CompletableFuture<Void> after(Duration delay) {
        return new CompletableFuture<Void>().completeOnTimeout(null, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    static Fan fan(Settings.ForBroadcast settings) {
        return fan(settings, new Clients(settings.platform()), Wiring::after);
    }

    /** @param delay a future that is done after a while */
    static Fan fan(Settings.ForBroadcast settings, Clients clients, Function<Duration, CompletableFuture<Void>> delay) {
        var clock = InstantSource.system();
        var ports = new FanOutPorts(
                new ConnectionsTable(clients.dynamo(), settings.tables().connections(), clock),
                new ProgressTable(clients.dynamo(), settings.tables().progress(), clock),
                new ManagementApiPosts(clients.managementApi(), clients.executor()),
                new SqsDeliveryQueue(clients::sqs, settings.queues().delivery().url(), clock));
        var broadcast = new Broadcast(
                ports,
                new Pace(),
                new Timing(clients.executor(), clock, delay),
                // Seeded here, so after a restore: ThreadLocalRandom goes on from the snapshot, the same in every copy.
                new Random(new SecureRandom().nextLong())::nextDouble,
                settings.heartbeat(),
                settings.tables().shards());
        return new Fan(
                clients,
                new PublicationReader(settings.defaultEvent(), Dialects::largestFrame),
                broadcast,
                ports,
                new SqsVisibility(clients::sqs, settings.queues().publish().url()),
                new SqsVisibility(clients::sqs, settings.queues().delivery().url()));
    }
}
