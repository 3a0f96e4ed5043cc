package herald.local.stack.lambda;

import herald.local.stack.feed.Sight;
import herald.local.stack.lambda.InvocationRequest.Run;
import herald.local.stack.lambda.InvocationResult.Failed;
import herald.local.stack.meter.UsageEvent;
import herald.local.template.spec.FunctionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * One function: its environments, and the invocations that wait for one, in the order in which they came.
 *
 * <p>Thread-safe; its monitor is the lock of its environments too. Nothing slow is done while it is held.
 */
final class Invoker {

    private final FunctionSpec function;
    private final Host host;
    private final Bootstrap bootstrap;
    private final int most;
    private final DeadlineTimer patience;
    private final Deque<InvocationRequest> waiting = new ArrayDeque<>();
    private final List<Environment> environments = new ArrayList<>();
    private final Deque<Environment> idle = new ArrayDeque<>();
    /** Invocations for which an environment was started that nobody else is to use before. */
    private final Map<Environment, InvocationRequest> pledged = new HashMap<>();

    private final Durations durations = new Durations();
    private final Set<Run> doomed = new HashSet<>();
    private Instant lastFreed = Instant.MIN;
    private boolean slowInit;
    private boolean replaced;
    private boolean closed;

    Invoker(Bootstrap bootstrap) {
        this.bootstrap = bootstrap;
        function = bootstrap.deployment().function();
        host = bootstrap.host();
        patience = new DeadlineTimer(host.clock(), this::look);
        most = function.reservedConcurrency().orElse(LambdaLimits.ENVIRONMENTS);
    }

    /** Starts the first environment. Completes with why it failed, or empty. */
    CompletableFuture<Optional<Failed>> prepare() {
        synchronized (this) {
            return most == 0 || closed
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : start(true, Optional.empty()).initialised();
        }
    }

    CompletableFuture<InvocationResult> invoke(String trigger, byte[] event) {
        Optional<Failed> refusal = refusal(event);
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(refusal.get());
        }
        InvocationRequest invocation = new InvocationRequest(
                UUID.randomUUID().toString(), trigger, event, host.clock().now(), new CompletableFuture<>());
        synchronized (this) {
            if (closed) {
                return CompletableFuture.completedFuture(LambdaFailures.stopping());
            }
            Environment free = idle.poll();
            while (free != null && !free.alive()) {
                free = idle.poll();
            }
            if (free != null && host.weather().isCold(function.id())) {
                host.weather().replaced(retire(free) ? 1 : 0);
                pledged.put(start(false, Optional.empty()), invocation);
            } else if (free != null) {
                free.take(invocation);
            } else {
                waiting.add(invocation);
                attend();
            }
        }
        return invocation.result();
    }

    private Optional<Failed> refusal(byte[] event) {
        if (event.length > LambdaLimits.EVENT_BYTES) {
            return Optional.of(LambdaFailures.eventTooLarge());
        }
        if (most == 0) {
            host.usage().accept(new UsageEvent.Throttled(function.id()));
            return Optional.of(LambdaFailures.throttled());
        }
        return Optional.empty();
    }

    /** An environment has become idle. The caller holds the lock. */
    void free(Environment environment) {
        lastFreed = host.clock().now();
        InvocationRequest pledge = pledged.remove(environment);
        InvocationRequest next = pledge == null ? waiting.poll() : pledge;
        if (next == null) {
            // The one used last is used next, as on Lambda: it is the warmest.
            idle.push(environment);
        } else {
            environment.take(next);
            attend();
        }
    }

    /**
     * An environment has gone.
     *
     * @param initFailure why it could not be initialised, unless that was inside an invocation
     * @param overran whether its initialisation took too long and is to be repeated inside an invocation
     */
    void left(Environment environment, Optional<Failed> initFailure, boolean overran) {
        InvocationRequest concerned;
        synchronized (this) {
            slowInit |= overran;
            environments.remove(environment);
            idle.remove(environment);
            InvocationRequest pledge = pledged.remove(environment);
            if (pledge != null) {
                waiting.addFirst(pledge);
            }
            concerned = initFailure.isPresent() ? waiting.poll() : null;
            attend();
        }
        if (concerned != null && initFailure.isPresent()) {
            concerned.result().complete(initFailure.get());
        }
    }

    /** Sees to it that the first of those who wait will not wait for ever. The caller holds the lock. */
    void attend() {
        InvocationRequest first = waiting.peek();
        if (first == null || closed) {
            return;
        }
        if (environments.isEmpty()) {
            // After a crash or a timeout Lambda initialises inside the next invocation, within the function's timeout.
            // A SnapStart function is restored instead, which costs the invocation nothing worth counting.
            // The same goes for one that was replaced while it was idle.
            boolean inside = !function.snapStart() && !replaced;
            replaced = false;
            add(inside);
            attend();
        } else if (environments.size() < most && environments.stream().noneMatch(Environment::starting)) {
            grow(first);
        }
    }

    private void grow(InvocationRequest first) {
        // While environments become free, all that more of them would do is share the same cores.
        Instant stuckSince = first.queuedAt().isAfter(lastFreed) ? first.queuedAt() : lastFreed;
        Instant stuck = stuckSince.plus(LambdaLimits.PATIENCE);
        Instant behind = first.queuedAt().plus(LambdaLimits.LONG_PATIENCE);
        Instant due = stuck.isBefore(behind) ? stuck : behind;
        if (host.clock().now().isBefore(due)) {
            patience.set(due);
        } else {
            add(slowInit);
        }
    }

    private void add(boolean insideInvocation) {
        var _ = start(false, insideInvocation ? Optional.ofNullable(waiting.poll()) : Optional.empty());
    }

    private synchronized void look() {
        attend();
    }

    private Environment start(boolean ahead, Optional<InvocationRequest> inside) {
        Environment environment = new Environment(this, bootstrap, ahead, inside);
        environments.add(environment);
        host.threads().execute(() -> environment.start());
        return environment;
    }

    List<Sight.EnvironmentProcess> environments() {
        return snapshot().stream().map(Environment::sight).toList();
    }

    private synchronized List<Environment> snapshot() {
        return List.copyOf(environments);
    }

    /** Notes that an environment has taken an invocation, which a fault may befall. The caller holds the lock. */
    void began(Environment environment, Run run) {
        host.weather()
                .killAfter(function.id(), durations.median(LambdaLimits.UNKNOWN_DURATION))
                .ifPresent(wait -> {
                    doomed.add(run);
                    var _ = host.clock().after(wait, () -> strike(environment, run));
                });
    }

    private synchronized void strike(Environment environment, Run run) {
        if (doomed.remove(run) && environment.run().filter(run::equals).isPresent()) {
            kill(environment);
        }
    }

    /**
     * Takes the runtime's answer, and returns false if it comes too late: an invocation that was to be killed later
     * than it ended is killed then. The caller holds the lock.
     */
    boolean answered(Environment environment, Run run) {
        durations.add(Duration.ofNanos(System.nanoTime() - run.startedNanos()));
        return !doomed.remove(run) || !kill(environment);
    }

    /** Kills the busy environments, else the idle ones. @return how many */
    synchronized int kill() {
        List<Environment> busy = environments.stream()
                .filter(environment -> environment.run().isPresent())
                .toList();
        List<Environment> victims = busy.isEmpty() ? List.copyOf(idle) : busy;
        return (int) victims.stream().filter(this::kill).count();
    }

    /** Ends the idle environments as Lambda does one day or another. @return how many */
    synchronized int replace() {
        List<Environment> victims = List.copyOf(idle);
        idle.clear();
        int ended = (int) victims.stream().filter(Invoker::retire).count();
        replaced |= ended > 0;
        host.weather().replaced(ended);
        return ended;
    }

    /** It is no longer, or not, among the idle. @return false if it has gone already */
    private static boolean retire(Environment environment) {
        environment.initError(LambdaFailures.stopping());
        return environment.kill();
    }

    private boolean kill(Environment environment) {
        boolean alive = environment.kill();
        // It takes a moment to go, and must not be given an invocation in it.
        idle.remove(environment);
        if (alive) {
            host.weather().killed();
        }
        return alive;
    }

    /** Takes no more invocations, and refuses those that wait. @return environments that are to be ended */
    List<Environment> close() {
        List<InvocationRequest> refused;
        synchronized (this) {
            closed = true;
            refused = Stream.concat(waiting.stream(), pledged.values().stream()).toList();
            waiting.clear();
            pledged.clear();
        }
        refused.forEach(invocation -> invocation.result().complete(LambdaFailures.stopping()));
        return snapshot();
    }
}
