package herald.local.stack.lambda;

import herald.local.stack.feed.Sight;
import herald.local.stack.lambda.InvocationRequest.Run;
import herald.local.stack.lambda.InvocationResult.Failed;
import herald.local.stack.lambda.InvocationResult.Returned;
import herald.local.stack.weather.StackClock;
import herald.local.template.spec.FunctionSpec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One execution environment: a process, its Runtime API, and the one invocation it has at a time
 * ("Understanding the Lambda execution environment lifecycle", AWS docs).
 *
 * <p>Thread-safe. All its state is guarded by its {@link Invoker}'s lock, so that an event and an environment that
 * becomes free can't miss each other, and freezing and thawing stay in order.
 */
final class Environment implements RuntimeApi.Calls {

    private final Invoker invoker;
    private final Bootstrap bootstrap;
    private final FunctionSpec function;
    private final StackClock clock;
    private final InvocationReporter records;
    private final FunctionLog log;
    private final DeadlineTimer alarm;
    private final boolean ahead;
    private final Instant createdAt;
    private final CompletableFuture<FunctionProcess> process = new CompletableFuture<>();
    private final CompletableFuture<Optional<Failed>> initialised = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    private EnvironmentState state = EnvironmentState.STARTING;
    private Instant deadline;
    private @Nullable CompletableFuture<Optional<Run>> asking;
    private @Nullable Run run;
    private @Nullable InvocationResult verdict;
    private boolean restoring;
    private boolean overran;
    private long invocations;

    /**
     * Makes one, which {@code ahead} says is started with the stack, before anybody needs it.
     *
     * @param invocation the one inside which it is initialised, within its timeout; empty if that has its own limit
     */
    Environment(Invoker invoker, Bootstrap bootstrap, boolean ahead, Optional<InvocationRequest> invocation) {
        this.invoker = invoker;
        this.bootstrap = bootstrap;
        function = bootstrap.deployment().function();
        this.ahead = ahead;
        log = bootstrap.log();
        records = new InvocationReporter(function, bootstrap.host(), log);
        clock = bootstrap.host().clock();
        alarm = new DeadlineTimer(clock, this::expire);
        createdAt = clock.now();
        run = invocation
                .map(it -> new Run(it, createdAt, System.nanoTime(), createdAt.plus(function.timeout()), true))
                .orElse(null);
        deadline = createdAt.plus(run == null ? LambdaLimits.init(function) : function.timeout());
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
            if (state == EnvironmentState.STARTING) {
                alarm.set(deadline);
            }
        }
    }

    /** Completes when it is ready for an event, or will be in its next life, or with why it never will. */
    CompletableFuture<Optional<Failed>> initialised() {
        return initialised;
    }

    /** Hands an event to an idle environment. The caller holds the lock. */
    void take(InvocationRequest invocation) {
        Instant now = clock.now();
        begin(new Run(invocation, now, System.nanoTime(), now.plus(function.timeout()), invocations == 0 && !ahead));
    }

    private void begin(Run next) {
        state = EnvironmentState.BUSY;
        run = next;
        invocations++;
        deadline = next.deadline();
        alarm.set(deadline);
        log.begin(next.requestId());
        invoker.began(this, next);
        process.resultNow().thaw();
        answer(Optional.of(next));
    }

    /** The runtime's question for the next event, if it has asked; the one who answers on the wire waits for this. */
    private void answer(Optional<Run> next) {
        if (asking != null) {
            asking.complete(next);
            asking = null;
        }
    }

    @Override
    public Optional<RuntimeApi.Event> next() {
        FunctionProcess ours = process.join();
        records.report();
        CompletableFuture<Optional<Run>> question = new CompletableFuture<>();
        synchronized (invoker) {
            if (state == EnvironmentState.GONE || verdict != null || (state == EnvironmentState.BUSY && run != null)) {
                return Optional.empty();
            }
            asking = question;
            if (state == EnvironmentState.STARTING) {
                records.initialised(Duration.between(createdAt, clock.now()), run != null);
                initialised.complete(Optional.empty());
                restoring = false;
            }
            if (run != null) {
                begin(run);
                invoker.attend();
            } else {
                alarm.clear();
                state = EnvironmentState.IDLE;
                invoker.free(this);
            }
            if (state == EnvironmentState.IDLE) {
                ours.freeze();
            }
        }
        return question.join().map(records::started);
    }

    @Override
    public int response(String requestId, byte[] body) {
        InvocationResult result = InvocationRequest.resultOf(body);
        return !settle(requestId, result) ? 400 : result instanceof Returned ? 202 : 413;
    }

    @Override
    public int error(String requestId, Failed error) {
        return settle(requestId, error) ? 202 : 400;
    }

    /** The alarm stays set: a runtime that answers and then never asks again is stuck, and ends at its timeout. */
    private boolean settle(String requestId, InvocationResult result) {
        Run ours;
        synchronized (invoker) {
            ours = run;
            boolean current =
                    ours != null && verdict == null && ours.requestId().equals(requestId);
            if (ours == null || !current || !invoker.answered(this, ours)) {
                return false;
            }
            run = null;
        }
        records.settled(ours, result, process.resultNow());
        return true;
    }

    /** Says why the process is about to go; its exit follows by itself. */
    @Override
    public void initError(Failed error) {
        condemn(error);
    }

    /** Here Lambda takes the snapshot. We go on at once, so that the first event meets a restored environment. */
    @Override
    public void restoreNext() {
        synchronized (invoker) {
            restoring = true;
            deadline = clock.now().plus(LambdaLimits.RESTORE);
            alarm.set(deadline);
        }
    }

    private void condemn(InvocationResult why) {
        synchronized (invoker) {
            if (verdict == null) {
                verdict = why;
            }
        }
    }

    private void expire() {
        synchronized (invoker) {
            if (state == EnvironmentState.GONE
                    || state == EnvironmentState.IDLE
                    || clock.now().isBefore(deadline)) {
                return;
            }
            judge();
        }
        records.measure(process.resultNow());
        var unusedAlive = process.resultNow().kill();
    }

    /** Says what the process is killed for, whose time is over. */
    private void judge() {
        if (run != null) {
            condemn(LambdaFailures.timedOut(clock.now(), run.requestId(), function.timeout()));
        } else if (restoring) {
            condemn(LambdaFailures.restoreTimedOut());
        } else if (state == EnvironmentState.STARTING && function.snapStart()) {
            condemn(LambdaFailures.initTimedOut(LambdaLimits.init(function)));
        } else {
            overran = state == EnvironmentState.STARTING && verdict == null;
        }
    }

    private void exited(int exitValue) {
        synchronized (invoker) {
            condemn(LambdaFailures.exited(Optional.ofNullable(run).map(Run::requestId), exitValue));
        }
        leave(Objects.requireNonNull(verdict));
    }

    private void leave(InvocationResult why) {
        boolean starting;
        Run unfinished;
        synchronized (invoker) {
            starting = state == EnvironmentState.STARTING;
            state = EnvironmentState.GONE;
            unfinished = run;
            run = null;
            answer(Optional.empty());
            alarm.clear();
        }
        records.report();
        Optional<Failed> failure = records.left(unfinished, why, starting, overran);
        invoker.left(this, failure, starting && overran);
        initialised.complete(failure);
        gone.complete(null);
    }

    /** The process ends as if it had crashed. @return false if it has ended already */
    boolean kill() {
        return process.state() == Future.State.SUCCESS && process.resultNow().kill();
    }

    /** Ends the process; returns when all is said about it. */
    void end() {
        condemn(LambdaFailures.stopping());
        try {
            process.join().end(LambdaLimits.FAREWELL);
        } catch (CompletionException neverStarted) {
            // Then there is nothing to end.
        }
        gone.join();
    }

    /** Returns whether its process is there: one that was killed from outside may not have been missed yet. */
    boolean alive() {
        return process.resultNow().alive();
    }

    /** The caller holds the lock. */
    Optional<Run> run() {
        return Optional.ofNullable(run);
    }

    boolean starting() {
        return state == EnvironmentState.STARTING;
    }

    Sight.EnvironmentProcess sight() {
        FunctionProcess ours = process.state() == Future.State.SUCCESS ? process.resultNow() : null;
        long residentBytes = ours == null ? 0 : ours.residentBytes();
        synchronized (invoker) {
            return new Sight.EnvironmentProcess(
                    function.id(),
                    ours == null ? 0 : ours.pid(),
                    state.name().toLowerCase(Locale.ROOT),
                    invocations,
                    Duration.between(createdAt, clock.now()).toMillis(),
                    residentBytes);
        }
    }
}
