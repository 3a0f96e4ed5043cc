package herald.local.lambda;

import herald.local.console.Sight;
import herald.local.lambda.Invocation.Run;
import herald.local.lambda.Result.Failed;
import herald.local.lambda.Result.Returned;
import herald.local.template.FunctionSpec;
import herald.local.weather.StackClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One execution environment: a process, its Runtime API, and the one invocation it has at a time
 * ("Understanding the Lambda execution environment lifecycle", AWS docs).
 *
 * <p>Thread-safe. All its state is guarded by its {@link Invoker}'s lock, so that an event and an environment that
 * becomes free can't miss each other, and freezing and thawing stay in order.
 */
final class Environment implements RuntimeApi.Calls {

    private enum State {
        STARTING,
        IDLE,
        BUSY,
        GONE
    }

    /** What a stream handler means that writes nothing. */
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final Invoker invoker;
    private final Bootstrap bootstrap;
    private final FunctionSpec function;
    private final StackClock clock;
    private final Records records;
    private final FunctionLog log;
    private final Alarm alarm;
    private final boolean ahead;
    private final Instant createdAt;
    private final CompletableFuture<FunctionProcess> process = new CompletableFuture<>();
    private final CompletableFuture<Optional<Failed>> initialised = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    private State state = State.STARTING;
    private Instant deadline;
    private @Nullable CompletableFuture<Optional<Run>> asking;
    private @Nullable Run run;
    private @Nullable Result verdict;
    private boolean restoring;
    private boolean overran;
    private long invocations;

    /**
     * @param ahead whether it is started with the stack, before anybody needs it
     * @param invocation the one inside which it is initialised, within its function's timeout; empty for an
     *     initialisation with a limit of its own
     */
    Environment(Invoker invoker, Bootstrap bootstrap, boolean ahead, Optional<Invocation> invocation) {
        this.invoker = invoker;
        this.bootstrap = bootstrap;
        function = bootstrap.deployment().function();
        Host host = bootstrap.host();
        this.ahead = ahead;
        log = new FunctionLog(function.id(), bootstrap.deployment().settings().log());
        records = new Records(function, host, log);
        clock = host.clock();
        alarm = new Alarm(clock, this::expire);
        createdAt = clock.now();
        run = invocation.map(it -> new Run(it, createdAt, System.nanoTime(), createdAt.plus(function.timeout()), true))
                .orElse(null);
        deadline = createdAt.plus(run == null ? Limits.init(function) : function.timeout());
    }

    /** Blocks while the process is being started, not while it initialises. */
    void start() {
        FunctionProcess started;
        try {
            started = bootstrap.start(this, log, this::exited);
        } catch (IOException | RuntimeException e) {
            process.completeExceptionally(e);
            leave(new Failed("Runtime.InvalidEntrypoint", String.valueOf(e.getMessage())));
            return;
        }
        synchronized (invoker) {
            process.complete(started);
            if (state == State.STARTING) {
                alarm.set(deadline);
            }
        }
    }

    /** Completes when it is ready for an event, or will be in its next life, or with why it never will. */
    CompletableFuture<Optional<Failed>> initialised() {
        return initialised;
    }

    /** Hands an event to an idle environment. The caller holds the lock. */
    void take(Invocation invocation) {
        Instant now = clock.now();
        boolean cold = invocations == 0 && !ahead;
        begin(new Run(invocation, now, System.nanoTime(), now.plus(function.timeout()), cold));
    }

    private void begin(Run next) {
        state = State.BUSY;
        run = next;
        invocations++;
        deadline = next.deadline();
        alarm.set(deadline);
        log.begin(next.requestId());
        process.resultNow().thaw();
        CompletableFuture<Optional<Run>> asked = asking;
        asking = null;
        if (asked != null) {
            asked.complete(Optional.of(next));
        }
    }

    @Override
    public Optional<RuntimeApi.Event> next() {
        FunctionProcess ours = process.join();
        records.report();
        CompletableFuture<Optional<Run>> answer = new CompletableFuture<>();
        synchronized (invoker) {
            if (state == State.GONE || verdict != null || (state == State.BUSY && run != null)) {
                return Optional.empty();
            }
            asking = answer;
            if (state == State.STARTING) {
                records.initialised(Duration.between(createdAt, clock.now()), run != null);
                initialised.complete(Optional.empty());
            }
            if (run != null) {
                begin(run);
                invoker.attend();
            } else {
                alarm.clear();
                state = State.IDLE;
                invoker.free(this);
            }
            if (state == State.IDLE) {
                ours.freeze();
            }
        }
        return answer.join().map(records::started);
    }

    @Override
    public int response(String requestId, byte[] body) {
        boolean tooLarge = body.length > Limits.RESPONSE_BYTES;
        byte[] payload = body.length == 0 ? NULL.clone() : body;
        boolean known = settle(requestId, tooLarge ? Failures.responseTooLarge() : new Returned(payload));
        return !known ? 400 : tooLarge ? 413 : 202;
    }

    @Override
    public int error(String requestId, Failed error) {
        return settle(requestId, error) ? 202 : 400;
    }

    /** The alarm stays set: a runtime that answers and then never asks again is stuck, and ends at its timeout. */
    private boolean settle(String requestId, Result result) {
        Run ours;
        synchronized (invoker) {
            ours = run;
            if (ours == null || verdict != null || !ours.requestId().equals(requestId)) {
                return false;
            }
            run = null;
        }
        records.settled(ours, result, process.resultNow());
        return true;
    }

    @Override
    public void initError(Failed error) {
        condemn(error);
    }

    /**
     * Here Lambda takes the snapshot. We go on at once, so that the first event meets a restored environment, as it
     * mostly does on AWS, where restoring takes less than a JVM's start.
     */
    @Override
    public void restoreNext() {
        synchronized (invoker) {
            restoring = true;
            deadline = clock.now().plus(Limits.RESTORE);
            alarm.set(deadline);
        }
    }

    @Override
    public void restoreError(Failed error) {
        condemn(error);
    }

    /** Says why the process is about to go; its exit follows by itself. */
    private void condemn(Result why) {
        synchronized (invoker) {
            if (verdict == null) {
                verdict = why;
            }
        }
    }

    private void expire() {
        synchronized (invoker) {
            Instant now = clock.now();
            if (state == State.GONE || state == State.IDLE || now.isBefore(deadline)) {
                return;
            }
            if (verdict == null) {
                judge(now);
            }
        }
        records.measure(process.resultNow());
        process.resultNow().kill();
    }

    /** What a process is killed for whose time is over. */
    private void judge(Instant now) {
        if (run != null) {
            verdict = Failures.timedOut(now, run.requestId(), function.timeout());
        } else if (restoring) {
            verdict = Failures.restoreTimedOut();
        } else if (function.snapStart()) {
            verdict = Failures.initTimedOut(Limits.init(function));
        } else {
            overran = state == State.STARTING;
        }
    }

    private void exited(int exitValue) {
        Result why;
        synchronized (invoker) {
            Optional<String> requestId = Optional.ofNullable(run).map(Run::requestId);
            why = verdict != null ? verdict : Failures.exited(requestId, exitValue);
        }
        leave(why);
    }

    private void leave(Result why) {
        boolean starting;
        Run unfinished;
        CompletableFuture<Optional<Run>> asked;
        synchronized (invoker) {
            starting = state == State.STARTING;
            state = State.GONE;
            unfinished = run;
            run = null;
            asked = asking;
            asking = null;
            alarm.clear();
        }
        if (asked != null) {
            asked.complete(Optional.empty());
        }
        records.report();
        Optional<Failed> failure = Optional.empty();
        if (unfinished != null) {
            records.ended(unfinished, why);
        } else if (starting && overran) {
            records.overran(Limits.init(function));
        } else if (starting) {
            failure = Optional.of(Failures.asFailure(why));
            records.initFailed(failure.get());
        } else {
            records.vanished(why);
        }
        invoker.left(this, failure, starting && overran);
        initialised.complete(failure);
        gone.complete(null);
    }

    /** Ends the process and waits until it has gone and all is said about it. */
    void end() {
        condemn(Failures.stopping());
        try {
            process.join().end(Limits.FAREWELL);
        } catch (CompletionException neverStarted) {
            // Then there is nothing to end.
        }
        gone.join();
    }

    /** Whether its process is there: one that was killed from outside may not have been missed yet. */
    boolean alive() {
        return process.resultNow().alive();
    }

    boolean starting() {
        return state == State.STARTING;
    }

    Sight.Environment sight() {
        FunctionProcess ours = process.isDone() && !process.isCompletedExceptionally() ? process.resultNow() : null;
        synchronized (invoker) {
            return new Sight.Environment(
                    function.id(),
                    ours == null ? 0 : ours.pid(),
                    state.name().toLowerCase(Locale.ROOT),
                    invocations,
                    Duration.between(createdAt, clock.now()),
                    ours == null ? 0 : ours.residentBytes());
        }
    }
}
