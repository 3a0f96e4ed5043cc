package herald.fanout;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.Connections;
import herald.invocation.CallSeries;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.DeliveryQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Puts debts on the delivery queue. Thread-safe.
 *
 * <p>Where nothing may overtake ({@code strict}), each connection's row says first what it is owed: the next publications, which read that
 * row, then take the queue too, behind these. Written before the message is sent, so that a kill between both leaves a
 * connection that waits for a message of its record's redelivery, and never one that is overtaken.
 */
record DebtSender(Connections connections, DeliveryQueue queue, boolean strict) {

    /** Rows that are written at once. */
    private static final int AT_ONCE = 32;

    CompletableFuture<Void> send(List<Owed> debts) {
        if (debts.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return strict ? noted(debts).thenCompose(queue::send) : queue.send(debts);
    }

    /** The debts of those who are still there. */
    private CompletableFuture<List<Owed>> noted(List<Owed> debts) {
        return CallSeries.inTurn(debts, new ArrayList<>(), (noted, debt) -> {
            Set<PublicationId> ids =
                    debt.publications().stream().map(Publication::id).collect(Collectors.toSet());
            return CallSeries.together(
                            debt.connections(), AT_ONCE, connection -> note(debt.audience(), connection, ids))
                    .thenApply(there -> {
                        List<Connection> owing =
                                there.stream().flatMap(Optional::stream).toList();
                        if (!owing.isEmpty()) {
                            noted.add(new Owed(
                                    debt.audience(), debt.publications(), owing, debt.tries(), debt.notBefore()));
                        }
                        return noted;
                    });
        });
    }

    /** Who is not there any more is owed nothing. */
    private CompletableFuture<Optional<Connection>> note(
            Audience audience, Connection connection, Set<PublicationId> ids) {
        return connections
                .owe(audience, connection, ids)
                .thenApply(there -> there ? Optional.of(connection) : Optional.empty());
    }
}
