package herald.sweep;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.Page;
import herald.invocation.WorkLoop;
import herald.invocation.Reasons;
import herald.sweep.SweepTally.What;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One sweep while it runs: reads ahead of what it does, so that it knows how many to spread, but holds only those to whom
 * something is due, and no more than a number of them. Every method but {@link #start} runs on the one thread.
 */
final class Pass {

    /** Served at once. */
    static final int MAX_IN_FLIGHT = 32;

    /** Some 15 MB. A larger audience is read as it is served. */
    static final int MAX_WAITING = 100_000;

    private static final Duration TICK = Duration.ofMillis(20);

    private final Sweep sweep;
    private final Window window;
    private final Sweep.Means means;
    private final Rows rows;
    private final PostSpread spread;
    private final WorkLoop calls;
    private final Enforcer enforcer;
    private final Queue<Due> waiting = new ArrayDeque<>();
    private final CompletableFuture<Optional<String>> ending = new CompletableFuture<>();
    private boolean reading;
    private boolean ticking;
    private @Nullable String unreadable;

    /** A connection to which something is due. */
    record Due(Audience audience, Connection row, Verdict verdict) {}

    Pass(Sweep sweep, Window window, Sweep.Means means) {
        this.sweep = sweep;
        this.window = window;
        this.means = means;
        this.rows = new Rows(sweep.ports().connections(), sweep.shards());
        this.spread = new PostSpread(sweep.timing().now());
        this.calls = new WorkLoop(sweep.timing().executor(), this::goOn, ending::completeExceptionally);
        this.enforcer = new Enforcer(sweep.ports(), sweep.timing(), means, calls);
    }

    /** What went wrong, if not all is done. */
    CompletableFuture<Optional<String>> start() {
        calls.start();
        return ending;
    }

    private void goOn() {
        if (ending.isDone()) {
            return;
        }
        boolean may = means.reserve().allows() && enforcer.failure().isEmpty();
        if (may) {
            read();
            serve();
        }
        if (!may || (waiting.isEmpty() && !reading && (rows.exhausted() || unreadable != null))) {
            finishIfQuiet();
        } else if (!waiting.isEmpty()) {
            tickLater();
        }
    }

    private void read() {
        if (reading || rows.exhausted() || unreadable != null || waiting.size() >= MAX_WAITING) {
            return;
        }
        reading = true;
        long patience = means.reserve().patience().toMillis();
        CompletableFuture<Page> page = rows.next().orTimeout(patience, TimeUnit.MILLISECONDS);
        calls.answered(page, (read, thrown) -> {
            reading = false;
            if (read != null) {
                judge(rows.take(read));
            } else {
                unreadable = "rows can't be read: " + (thrown == null ? "" : Reasons.of(thrown));
            }
        });
    }

    private void judge(Rows.Some some) {
        means.counts().add(What.ROWS, some.connections().size());
        for (Connection row : some.connections()) {
            Verdict verdict = Verdict.of(row, window, sweep.rules());
            if (!(verdict instanceof Verdict.Leave)) {
                waiting.add(new Due(some.audience(), row, verdict));
            }
        }
    }

    private void serve() {
        while (!waiting.isEmpty()
                && enforcer.inFlight() < MAX_IN_FLIGHT
                && spread.tryTake(waiting.size(), sweep.timing().now())) {
            enforcer.serve(waiting.remove());
        }
    }

    private void tickLater() {
        if (!ticking) {
            ticking = true;
            calls.then(sweep.timing().delay().apply(TICK), (done, thrown) -> {
                ticking = false;
                goOn();
            });
        }
    }

    private void finishIfQuiet() {
        if (calls.quiet()) {
            means.counts().add(What.LEFT, waiting.size());
            ending.complete(enforcer.failure().or(this::unread).or(enforcer::doubt));
        }
    }

    private Optional<String> unread() {
        if (unreadable != null) {
            return Optional.of(unreadable);
        }
        return waiting.isEmpty() && rows.exhausted()
                ? Optional.empty()
                : Optional.of("there was no time for all of it");
    }
}
