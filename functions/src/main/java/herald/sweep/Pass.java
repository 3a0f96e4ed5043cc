package herald.sweep;

import herald.connections.Connection;
import herald.connections.Page;
import herald.invocation.Reasons;
import herald.invocation.TimeReserve;
import herald.invocation.WorkLoop;
import herald.sweep.SweepTally.What;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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

    private final Rows rows;
    private final Function<Connection, Verdict> judge;
    private final Enforcer enforcer;
    private final WorkLoop<Optional<String>> loop;
    private final TimeReserve reserve;
    private final SweepTally tally;
    private final PostSpread spread;
    private final Queue<Enforcer.Due> waiting = new ArrayDeque<>();
    private boolean reading;
    private @Nullable String unreadable;

    Pass(
            Rows rows,
            Function<Connection, Verdict> judge,
            Enforcer enforcer,
            WorkLoop<Optional<String>> loop,
            TimeReserve reserve,
            SweepTally tally) {
        this.rows = rows;
        this.judge = judge;
        this.enforcer = enforcer;
        this.loop = loop;
        this.reserve = reserve;
        this.tally = tally;
        this.spread = new PostSpread(loop.now());
    }

    /** What went wrong, if not all is done. */
    CompletableFuture<Optional<String>> start() {
        return loop.start(this::goOn);
    }

    private void goOn() {
        boolean may = reserve.allows() && enforcer.failure().isEmpty();
        if (may) {
            read();
            serve();
        }
        if (!may || (waiting.isEmpty() && !reading && (rows.exhausted() || unreadable != null))) {
            finishIfQuiet();
        } else if (!waiting.isEmpty()) {
            loop.tick(TICK, () -> {});
        }
    }

    private void read() {
        if (reading || rows.exhausted() || unreadable != null || waiting.size() >= MAX_WAITING) {
            return;
        }
        reading = true;
        long patience = reserve.patience().toMillis();
        CompletableFuture<Page> page = rows.next().orTimeout(patience, TimeUnit.MILLISECONDS);
        loop.answered(page, (read, thrown) -> {
            reading = false;
            if (read != null) {
                judge(rows.take(read));
            } else {
                unreadable = "rows can't be read: " + (thrown == null ? "" : Reasons.of(thrown));
            }
        });
    }

    private void judge(Rows.Some some) {
        tally.add(What.ROWS, some.connections().size());
        for (Connection row : some.connections()) {
            Verdict verdict = judge.apply(row);
            if (!(verdict instanceof Verdict.Leave)) {
                waiting.add(new Enforcer.Due(some.audience(), row, verdict));
            }
        }
    }

    private void serve() {
        while (!waiting.isEmpty()
                && enforcer.inFlight() < MAX_IN_FLIGHT
                && spread.tryTake(waiting.size(), loop.now())) {
            enforcer.serve(waiting.remove());
        }
    }

    private void finishIfQuiet() {
        if (loop.quiet()) {
            tally.add(What.LEFT, waiting.size());
            loop.end(enforcer.failure().or(this::unread).or(enforcer::doubt));
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
