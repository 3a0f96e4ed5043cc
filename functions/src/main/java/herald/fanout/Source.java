package herald.fanout;

import herald.connections.Checkpoint;
import herald.connections.Connection;
import herald.connections.Connections;
import herald.connections.Cursor;
import herald.connections.Page;
import herald.invocation.Reasons;
import herald.queues.DeliveryMessage;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.Parcels;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where a fan-out's connections come from, in the order in which they are posted to. Not thread-safe. */
sealed interface Source {

    /** How the reason begins if they can't be read. */
    String UNREADABLE = "the connections can't be read: ";

    State state();

    /** The next connection; only when {@link Ready}. */
    Connection next();

    /** Whether it has got on: any has been taken, or a page of none has been read. */
    boolean begun();

    /** Whether nothing is left; unlike {@link #state}, asking reads nothing. */
    boolean exhausted();

    /** Where it is: behind the connection that was taken last, or null at the start. */
    default @Nullable Cursor cursor() {
        return null;
    }

    /** Whether a later fan-out can go on from a cursor. */
    default boolean resumable() {
        return false;
    }

    /** How many connections can be taken without waiting. */
    int atHand();

    /** Whether no more will come than are at hand. */
    default boolean lastPageRead() {
        return true;
    }

    /** Of those at hand, who is not behind the cursor: they were named by a checkpoint. */
    List<Connection> named();

    /** What is left, as work for later: in parts, of which each may be sent only when the one before has been taken. */
    List<List<? extends DeliveryMessage>> rest();

    /** Done when what is being read is there; never fails. */
    default CompletableFuture<Void> quiet() {
        return CompletableFuture.completedFuture(null);
    }

    sealed interface State {}

    record Ready() implements State {}

    /** Nothing at hand until {@code more} is done. */
    record Waiting(CompletableFuture<?> more) implements State {}

    record Exhausted() implements State {}

    /** The rest can't be read now. */
    record Broken(String reason) implements State {}

    /** Who a checkpoint names, and then an audience from its cursor on, a page ahead of who takes it. */
    final class OfAudience implements Source {

        private final Connections connections;
        private final Work work;
        private final Means means;
        private final Deque<Connection> atHand;
        /** How many of those at hand are not from a page, so that they don't move the cursor. */
        private int named;

        private @Nullable Cursor cursor;
        private @Nullable CompletableFuture<Page> coming;
        private boolean begun;

        OfAudience(Connections connections, Work work, Checkpoint.Reached from, Means means) {
            this.connections = connections;
            this.work = work;
            this.atHand = new ArrayDeque<>(from.except());
            this.named = atHand.size();
            this.cursor = from.cursor();
            this.means = means;
            this.coming = read(cursor);
        }

        /** What has not been answered in time must not take with it what has been delivered. */
        private CompletableFuture<Page> read(@Nullable Cursor from) {
            long millis = means.reserve().patience().toMillis();
            return connections.page(work.audience(), from).orTimeout(millis, TimeUnit.MILLISECONDS);
        }

        @Override
        public State state() {
            while (atHand.isEmpty()) {
                CompletableFuture<Page> next = coming;
                if (next == null) {
                    return new Exhausted();
                }
                if (!next.isDone()) {
                    return new Waiting(next);
                }
                if (next.state() != Future.State.SUCCESS) {
                    return new Broken(UNREADABLE + Reasons.of(next));
                }
                take(next.resultNow());
            }
            return new Ready();
        }

        private void take(Page page) {
            List<Connection> told =
                    page.connections().stream().filter(Connection::hears).toList();
            means.tally().page(told.size());
            atHand.addAll(told);
            Cursor next = page.next();
            coming = next == null ? null : read(next);
            if (atHand.isEmpty() && next != null) {
                cursor = next;
                begun = true;
            }
        }

        @Override
        public Connection next() {
            Connection connection = atHand.remove();
            if (named > 0) {
                named--;
            } else {
                cursor = new Cursor(connection.id());
            }
            begun = true;
            return connection;
        }

        @Override
        public boolean begun() {
            return begun;
        }

        @Override
        public boolean exhausted() {
            return atHand.isEmpty() && coming == null;
        }

        @Override
        public @Nullable Cursor cursor() {
            return cursor;
        }

        @Override
        public boolean resumable() {
            return true;
        }

        @Override
        public int atHand() {
            return atHand.size();
        }

        @Override
        public boolean lastPageRead() {
            return coming == null;
        }

        @Override
        public List<Connection> named() {
            return atHand.stream().limit(named).toList();
        }

        /**
         * Who is named comes first, since a continuation that finishes leaves word that all is done: whoever came back
         * because the others were not taken would then find nobody left to serve.
         */
        @Override
        public List<List<? extends DeliveryMessage>> rest() {
            List<? extends DeliveryMessage> behind =
                    Parcels.continuations(work.audience(), work.publications(), cursor);
            if (named == 0) {
                return List.of(behind);
            }
            var first = new Owed(work.audience(), work.publications(), named(), 0, Instant.EPOCH);
            return List.of(Parcels.owed(first), behind);
        }

        @Override
        public CompletableFuture<Void> quiet() {
            return coming == null ? CompletableFuture.completedFuture(null) : coming.handle((page, failure) -> null);
        }
    }

    /** The connections that a message names. */
    final class OfOwed implements Source {

        private final Owed owed;
        private int taken;

        OfOwed(Owed owed) {
            this.owed = owed;
        }

        @Override
        public State state() {
            return exhausted() ? new Exhausted() : new Ready();
        }

        @Override
        public Connection next() {
            return owed.connections().get(taken++);
        }

        @Override
        public boolean begun() {
            return taken > 0;
        }

        @Override
        public boolean exhausted() {
            return taken == owed.connections().size();
        }

        @Override
        public int atHand() {
            return owed.connections().size() - taken;
        }

        @Override
        public List<Connection> named() {
            return owed.connections().subList(taken, owed.connections().size());
        }

        @Override
        public List<List<? extends DeliveryMessage>> rest() {
            return List.of(Parcels.owed(
                    new Owed(owed.audience(), owed.publications(), named(), owed.tries(), owed.notBefore())));
        }
    }
}
