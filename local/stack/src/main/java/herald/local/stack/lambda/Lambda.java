package herald.local.stack.lambda;

import herald.local.stack.feed.Feed;
import herald.local.stack.feed.Sight;
import herald.local.stack.lambda.InvocationResult.Failed;
import herald.local.stack.meter.UsageEvent;
import herald.local.stack.surroundings.Surroundings;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.spec.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Lambda: runs every function of a template as real processes, with AWS's own runtime client in them.
 *
 * <p>As on AWS an environment has one invocation at a time, is frozen while it has none, and is replaced after a crash
 * or a timeout. Otherwise than on AWS, where each invocation that finds no free environment gets a new one at once, it
 * waits a second for one first, and there are at most ten of a function (its reserved concurrency, if the template
 * gives one): they all share one machine. New ones are started one after the other. Only with
 * {@link LambdaSettings#concurrency} is anything throttled.
 *
 * <p>Thread-safe. Its processes end with it, whether it is closed, the stack's JVM shuts down, or that JVM is killed.
 */
public final class Lambda implements Functions, AutoCloseable {

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("lambda-", 0).factory());
    private final LastWill lastWill;
    private final Thread hook = new Thread(this::end, "lambda-end");
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Concurrency concurrency;
    private final Feed feed;
    private final Consumer<UsageEvent> usage;
    private final Leftovers leftovers;
    private volatile Map<String, Invoker> invokers = Map.of();

    private Lambda(LastWill lastWill, LambdaSettings settings, Template template, Surroundings around) {
        this.concurrency =
                new Concurrency(settings.concurrency(), template.functions().values());
        this.feed = around.feed();
        this.usage = around.usage();
        this.leftovers = new Leftovers(around.clock(), around.underway(), feed, settings.log());
        this.lastWill = lastWill;
    }

    /**
     * Unpacks the code, starts one environment of each function, and returns when all of them are ready. One whose
     * init takes longer than ten seconds counts as ready: as on Lambda it is ended, and initialised again inside its
     * first invocation.
     *
     * @throws InitFailure when a function can't be initialised; nothing is left running
     */
    public static Lambda start(LambdaSettings settings, Template template, Surroundings around) {
        Lambda lambda = new Lambda(openLastWill(), settings, template, around);
        Runtime.getRuntime().addShutdownHook(lambda.hook);
        try {
            lambda.prepare(settings, template, around);
            return lambda;
        } catch (RuntimeException | Error e) {
            lambda.close();
            throw e;
        }
    }

    private static LastWill openLastWill() {
        try {
            return new LastWill();
        } catch (IOException e) {
            throw new IllegalStateException("no process can be started: " + e.getMessage(), e);
        }
    }

    private void prepare(LambdaSettings settings, Template template, Surroundings around) {
        if (!FreezeSignals.available()) {
            settings.log()
                    .println("Lambda: processes can't be frozen here (native access is denied), so work that a"
                            + " handler leaves behind goes on, which on AWS it does not.");
        }
        Host host = new Host(around, leftovers, lastWill, threads);
        Path nativeClient = unpackClient(settings);
        TaskRoots roots = new TaskRoots(settings.places().work().resolve("task"));
        Map<String, Invoker> all = new LinkedHashMap<>();
        for (FunctionSpec function : template.functions().values()) {
            Deployment deployment = new Deployment(function, settings, unpack(roots, function), nativeClient);
            all.put(function.id(), new Invoker(new Bootstrap(deployment, host)));
        }
        // From here on the shutdown hook knows them, should it run before all are ready.
        invokers = all;
        Map<String, CompletableFuture<Optional<Failed>>> inits = new LinkedHashMap<>();
        invokers.forEach((id, invoker) -> inits.put(id, invoker.prepare()));
        inits.forEach((id, init) -> init.join().ifPresent(failed -> {
            throw new InitFailure(id, failed.errorType(), failed.message());
        }));
    }

    private static Path unpackClient(LambdaSettings settings) {
        try {
            return NativeClient.unpack(
                    settings.places().runtimeClient(), settings.places().work());
        } catch (IOException e) {
            throw new IllegalStateException("Lambda's runtime client can't be used: " + e.getMessage(), e);
        }
    }

    private static Path unpack(TaskRoots roots, FunctionSpec function) {
        try {
            Path root = roots.of(function.code());
            if (!TaskRoots.hasHandler(root, function.handler())) {
                throw new InitFailure(
                        function.id(), "Handler", function.code() + " has no class for " + function.handler());
            }
            return root;
        } catch (IOException e) {
            throw new InitFailure(function.id(), function.code() + " can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public CompletableFuture<InvocationResult> invoke(String function, String trigger, byte[] event) {
        Invoker invoker = invokers.get(function);
        if (invoker == null) {
            return CompletableFuture.completedFuture(LambdaFailures.unknownFunction(function));
        }
        if (!concurrency.begin(function)) {
            usage.accept(new UsageEvent.Throttled(function));
            feed.problem(function, "throttled, invoked for " + trigger + ": " + concurrency.limit(function));
            return CompletableFuture.completedFuture(LambdaFailures.throttledFor(concurrency.reserves(function)));
        }
        CompletableFuture<InvocationResult> result = invoker.invoke(trigger, event);
        var _ = result.whenComplete((_, _) -> concurrency.end(function));
        return result;
    }

    /** Returns all that run or start now, function by function in the template's order. */
    public List<Sight.EnvironmentProcess> environments() {
        return invokers.values().stream()
                .flatMap(invoker -> invoker.environments().stream())
                .toList();
    }

    /**
     * Kills the processes of a function that have an invocation; if none has, those that wait for one. They end as
     * after a crash, and are replaced as they are needed. Returns how many; empty if there is no such function.
     */
    public OptionalInt kill(String function) {
        Invoker invoker = invokers.get(function);
        return invoker == null ? OptionalInt.empty() : OptionalInt.of(invoker.kill());
    }

    /**
     * Replaces the environments of a function that wait for an invocation, so that the next one meets a cold start.
     * Returns how many; empty if there is no such function.
     */
    public OptionalInt replace(String function) {
        Invoker invoker = invokers.get(function);
        return invoker == null ? OptionalInt.empty() : OptionalInt.of(invoker.replace());
    }

    /**
     * Takes no more invocations, ends every process and waits until the last has gone. What was running is given two
     * seconds after SIGTERM; its invocations fail.
     */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook has run or is waiting below; either is right.
        }
    }

    private void end() {
        if (ending.compareAndSet(false, true)) {
            List<Environment> environments = invokers.values().stream()
                    .flatMap(it -> it.close().stream())
                    .toList();
            CompletableFuture<?>[] ends = environments.stream()
                    .map(environment -> CompletableFuture.runAsync(environment::end, threads))
                    .toArray(CompletableFuture<?>[]::new);
            try {
                CompletableFuture.allOf(ends).join();
            } finally {
                lastWill.close();
                leftovers.close();
                threads.shutdown();
                ended.complete(null);
            }
        }
        ended.join();
    }
}
