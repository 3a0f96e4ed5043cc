package herald.fanout;

import herald.connections.Connection;
import herald.connections.Connections;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.DeliveryQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Puts debts on the delivery queue. Thread-safe.
 *
 * <p>Where nothing may overtake, each connection's row says first what it is owed: the next publications, which read that
 * row, then take the queue too, behind these. Written before the message is sent, so that a kill between both leaves a
 * connection that waits for a message of its record's redelivery, and never one that is overtaken.
 */
record DebtSender(Connections connections, DeliveryQueue queue) {

    /** Rows that are written at once. */
    private static final int AT_ONCE = 32;

    CompletableFuture<Void> send(List<Owed> debts, boolean strict) {
        if (debts.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return strict ? noted(debts).thenCompose(queue::send) : queue.send(debts);
    }

    /** The debts of those who are still there. */
    private CompletableFuture<List<Owed>> noted(List<Owed> debts) {
        CompletableFuture<List<Owed>> noted = CompletableFuture.completedFuture(new ArrayList<>());
        for (Owed debt : debts) {
            for (List<Connection> some : parts(debt.connections())) {
                noted = noted.thenCompose(before -> there(debt, some).thenApply(owing -> {
                    if (!owing.isEmpty()) {
                        before.add(
                                new Owed(debt.audience(), debt.publications(), owing, debt.tries(), debt.notBefore()));
                    }
                    return before;
                }));
            }
        }
        return noted;
    }

    private CompletableFuture<List<Connection>> there(Owed debt, List<Connection> some) {
        Set<PublicationId> ids =
                debt.publications().stream().map(Publication::id).collect(Collectors.toSet());
        List<CompletableFuture<Boolean>> notes = some.stream()
                .map(connection -> connections.owe(debt.audience(), connection, ids))
                .toList();
        return CompletableFuture.allOf(notes.toArray(CompletableFuture[]::new)).thenApply(done -> {
            List<Connection> owing = new ArrayList<>();
            for (int i = 0; i < some.size(); i++) {
                if (notes.get(i).resultNow()) {
                    owing.add(some.get(i));
                }
            }
            return owing;
        });
    }

    private static List<List<Connection>> parts(List<Connection> all) {
        List<List<Connection>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            parts.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        return parts;
    }
}
