package herald.posts;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The posts that are not settled: watches their deadlines and tells their outcomes on one executor, together where many
 * are answered at once. Thread-safe.
 *
 * <p>One look at all of them every few milliseconds instead of a timer for each, and one task for all that were answered
 * since the last instead of a hop for each: with 50,000 posts a second either would be a good part of a post's cost.
 */
final class OpenPosts {

    /** The time by which deadlines may be passed, and no more. */
    private static final Duration TICK = Duration.ofMillis(10);

    private static final Outcome DELIVERED = new Outcome.Delivered();

    private final Executor executor;
    private final Executor afterReading;
    private final Executor nextTick;
    private final Open ring = new Open(this, CompletableFuture.completedFuture(null), Long.MAX_VALUE);
    private Deque<Open> answered = new ArrayDeque<>();
    private boolean telling;
    private boolean ticking;

    /**
     * @param executor where outcomes are told
     * @param afterReading runs what it is given when all answers that have arrived are read. Waking the executor for the
     *     first of them would on one processor stop the reading of the others
     */
    OpenPosts(Executor executor, Executor afterReading) {
        this(
                executor,
                afterReading,
                CompletableFuture.delayedExecutor(TICK.toMillis(), TimeUnit.MILLISECONDS, executor));
    }

    /** @param nextTick runs what it is given, once, a little later */
    OpenPosts(Executor executor, Executor afterReading, Executor nextTick) {
        this.executor = executor;
        this.afterReading = afterReading;
        this.nextTick = nextTick;
    }

    /** The outcome of a call that has been made; when the deadline passes first, the call is cancelled. */
    CompletableFuture<Outcome> outcome(CompletableFuture<?> answer, Duration deadline) {
        var open = new Open(this, answer, System.nanoTime() + deadline.toNanos());
        boolean tick;
        synchronized (this) {
            open.link(ring);
            tick = !ticking;
            ticking = true;
        }
        if (tick) {
            nextTick.execute(this::tick);
        }
        var _ = answer.handle(open);
        return open;
    }

    private void answered(Open open) {
        boolean tell;
        synchronized (this) {
            open.unlink();
            answered.addLast(open);
            tell = !telling;
            telling = true;
        }
        if (tell) {
            try {
                afterReading.execute(this::hop);
            } catch (RejectedExecutionException closed) {
                hop();
            }
        }
    }

    private void hop() {
        try {
            executor.execute(this::tell);
        } catch (RejectedExecutionException closed) {
            // Whoever waits must not wait for ever because everything was closed under him.
            tell();
        }
    }

    private void tell() {
        Deque<Open> settled;
        synchronized (this) {
            settled = answered;
            answered = new ArrayDeque<>();
            telling = false;
        }
        for (Open open : settled) {
            open.tell();
        }
    }

    private void tick() {
        long now = System.nanoTime();
        List<Open> late = new ArrayList<>();
        boolean again;
        synchronized (this) {
            int all = 0;
            for (Open open = ring.next; open != ring; open = open.next) {
                all++;
                if (open.deadlineNanos - now < 0) {
                    late.add(open);
                }
            }
            again = late.size() < all;
            ticking = again;
        }
        if (again) {
            nextTick.execute(this::tick);
        }
        for (Open open : late) {
            // Answers it, by its cancellation; unless it has been in this moment.
            open.answer.cancel(true);
        }
    }

    /** A post: the future that its caller holds, the handler of its answer, and a link of the ring, in one object. */
    private static final class Open extends CompletableFuture<Outcome>
            implements BiFunction<@Nullable Object, @Nullable Throwable, Boolean> {

        private final OpenPosts posts;
        private final CompletableFuture<?> answer;
        private final long deadlineNanos;
        private @Nullable Throwable failure;
        private Open previous;
        private Open next;

        Open(OpenPosts posts, CompletableFuture<?> answer, long deadlineNanos) {
            this.posts = posts;
            this.answer = answer;
            this.deadlineNanos = deadlineNanos;
            this.previous = this;
            this.next = this;
        }

        @Override
        public Boolean apply(@Nullable Object response, @Nullable Throwable thrown) {
            failure = thrown;
            posts.answered(this);
            return true;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new CompletableFuture<>();
        }

        void link(Open ring) {
            previous = ring.previous;
            next = ring;
            previous.next = this;
            ring.previous = this;
        }

        void unlink() {
            previous.next = next;
            next.previous = previous;
            previous = this;
            next = this;
        }

        void tell() {
            complete(failure == null ? DELIVERED : Outcomes.of(failure));
        }
    }
}
