package herald.fanout;

import herald.connections.Connection;
import herald.dialects.Frame;
import herald.invocation.Attempt;
import herald.invocation.Timing;
import herald.posts.CloseOutcome;
import herald.posts.Outcome;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.queues.DeliveryMessage.Owed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Pays one connection's debts from a FIFO queue, where nothing may overtake.
 *
 * <p>The row tells what is still owed, so that a message that comes twice posts nothing twice. What can't be delivered now
 * comes back with its record, which stays the first of the connection's message group; a new message would be its last.
 * Returns at once; the future fails only for a bug.
 */
record FifoPayment(FanOutPorts ports, Timing timing, Settlement settlement, Owed owed, Means means) {

    CompletableFuture<Ending> pay() {
        return Ending.ofAll(owed.connections(), this::pay);
    }

    private CompletableFuture<Ending> pay(Connection connection) {
        return Attempt.then(
                ports.connections().find(owed.audience(), connection.id()),
                timing.executor(),
                row -> row.map(there -> new Debtor(there).pay()).orElseGet(this::nobody),
                FifoPayment::away);
    }

    private static CompletableFuture<Ending> away(String reason) {
        return CompletableFuture.completedFuture(Ending.failed("the connection can't be read or written: " + reason));
    }

    private CompletableFuture<Ending> nobody() {
        means.tally().gone();
        return CompletableFuture.completedFuture(Ending.DONE);
    }

    /** One connection while its frames are posted, each after the outcome of the one before. Not thread-safe. */
    private final class Debtor {

        private final Connection connection;
        private final List<Publication> due;
        private final List<Frame> frames;
        private final Set<PublicationId> paid = new HashSet<>();
        private int next;
        private int from;

        Debtor(Connection connection) {
            this.connection = connection;
            this.due = owed.publications().stream()
                    .filter(publication -> connection.owed().contains(publication.id()))
                    .toList();
            this.frames = due.isEmpty() ? List.of() : connection.dialect().encode(due);
        }

        CompletableFuture<Ending> pay() {
            if (next == frames.size()) {
                if (next > 0) {
                    means.tally().delivered(connection.dialect());
                }
                return noted(Ending.DONE);
            }
            if (!means.reserve().allows()) {
                return noted(Ending.after(Duration.ZERO, "there was no time for all that a connection is owed"));
            }
            Frame frame = frames.get(next);
            means.tally().post(frame.size());
            return ports.posts()
                    .post(connection.id(), frame, means.reserve().deadline())
                    .thenComposeAsync(this::settle, timing.executor());
        }

        private CompletableFuture<Ending> settle(Outcome outcome) {
            Instant now = timing.now();
            if (outcome instanceof Outcome.Throttled) {
                means.tally().throttled();
            }
            Settlement current = paid.isEmpty() ? settlement : settlement.begunAnew();
            return switch (current.duty(outcome, connection, now)) {
                case Duty.Done() -> {
                    paid.addAll(inFrame().stream().map(Publication::id).collect(Collectors.toSet()));
                    yield goOn();
                }
                case Duty.Forget() -> forgotten();
                case Duty.Owe owe -> later(owe, now);
                case Duty.Close(Duty.Owe otherwise) -> {
                    FanOutPosts.warnOfClosing(outcome);
                    yield close(otherwise, now);
                }
                case Duty.Halt(String reason) -> noted(Ending.failed(reason));
            };
        }

        private List<Publication> inFrame() {
            return due.subList(from, from + frames.get(next).publications());
        }

        private CompletableFuture<Ending> goOn() {
            from += frames.get(next).publications();
            next++;
            return pay();
        }

        private CompletableFuture<Ending> later(Duty.Owe owe, Instant now) {
            means.tally().owed(connection.dialect());
            return noted(Ending.after(
                    Duration.between(now, owe.notBefore()), "a connection does not take it now: try " + owe.tries()));
        }

        private CompletableFuture<Ending> close(Duty.Owe otherwise, Instant now) {
            return ports.posts()
                    .close(connection.id(), means.reserve().deadline())
                    .thenComposeAsync(
                            outcome -> switch (CloseOutcome.of(outcome)) {
                                case CloseOutcome.Closed() -> {
                                    means.tally().closed();
                                    yield forget();
                                }
                                case CloseOutcome.NotYet() -> later(otherwise, now);
                                case CloseOutcome.Denied(String reason) -> noted(Ending.failed(reason));
                            },
                            timing.executor());
        }

        private CompletableFuture<Ending> forgotten() {
            means.tally().gone(connection.dialect());
            return forget();
        }

        /** A row that stays is found again. */
        private CompletableFuture<Ending> forget() {
            return ports.connections().forget(owed.audience(), connection).handle((done, thrown) -> Ending.DONE);
        }

        /** What was delivered is not owed any more, whatever came after it. */
        private CompletableFuture<Ending> noted(Ending ending) {
            return paid.isEmpty()
                    ? CompletableFuture.completedFuture(ending)
                    : Attempt.then(
                            ports.connections().paid(owed.audience(), connection, Set.copyOf(paid)),
                            timing.executor(),
                            done -> CompletableFuture.completedFuture(ending),
                            FifoPayment::away);
        }
    }
}
