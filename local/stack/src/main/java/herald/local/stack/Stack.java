package herald.local.stack;

import herald.local.stack.access.Access;
import herald.local.stack.access.AccessGate;
import herald.local.stack.console.Console;
import herald.local.stack.console.FaultPages;
import herald.local.stack.feed.Feed;
import herald.local.stack.gateway.Gateway;
import herald.local.stack.gateway.SelfSigned;
import herald.local.stack.lambda.Lambda;
import herald.local.stack.lambda.LambdaSettings;
import herald.local.stack.metrics.AlarmOutlet;
import herald.local.stack.queues.QueueSettings;
import herald.local.stack.queues.Queues;
import herald.local.stack.schedules.Schedule;
import herald.local.stack.schedules.ScheduleClock;
import herald.local.stack.services.CallsUnderway;
import herald.local.stack.services.Gate;
import herald.local.stack.services.WatchedCalls;
import herald.local.stack.surroundings.Surroundings;
import herald.local.stack.tables.TableFailure;
import herald.local.stack.tables.TableProcess;
import herald.local.stack.tables.Tables;
import herald.local.stack.weather.ServiceFaults;
import herald.local.stack.weather.StackClock;
import herald.local.stack.weather.Weather;
import herald.local.template.TemplateReader;
import herald.local.template.spec.Template;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;

/**
 * Everything that runs, put together. Read {@link #start} to see the stand-in's parts and how they meet.
 *
 * <p>Not thread-safe: one thread starts and closes it.
 */
public final class Stack implements AutoCloseable {

    /** The time that running invocations have when it stops. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Home home;
    private final Options options;
    private final PrintStream log;
    private final Teardown teardown;
    private final Feed feed = new Feed();
    private final StackClock clock;
    private final Weather weather;
    private final CallsUnderway underway = new CallsUnderway();
    private final Triggers triggers = new Triggers();
    private final CompletableFuture<String> broken = new CompletableFuture<>();
    private Optional<CountedFunctions> functions = Optional.empty();
    private Optional<UsageCounters> counters = Optional.empty();

    private Stack(Home home, Options options, PrintStream log) {
        this.home = home;
        this.options = options;
        this.log = log;
        this.teardown = new Teardown(log);
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("stack-clock").daemon().factory());
        scheduler.setRemoveOnCancelPolicy(true);
        this.teardown.add("clock", scheduler::shutdownNow);
        this.clock = new StackClock(scheduler);
        this.weather = OpeningWeather.of(options, log);
    }

    /**
     * Starts what the template asks for, and returns when all of it answers.
     *
     * @param log gets functions' output and the stack's own remarks
     * @throws Exception with a message for a person; nothing is left running then
     */
    public static Running start(Home home, Options options, PrintStream log) throws Exception {
        Stack stack = new Stack(home, options, log);
        try {
            return new Running(stack, stack.run());
        } catch (Exception failure) {
            stack.close();
            throw failure;
        }
    }

    private record Started(Queues queues, Lambda lambda, Access access) {}

    /** @param ready where it is */
    public record Running(Stack stack, ReadyNotice ready) {}

    /** @param told gets the reason if a part dies that nothing works without; on any thread */
    public void whenBroken(Consumer<String> told) {
        CompletableFuture<Void> _ = broken.thenAccept(told);
    }

    private ReadyNotice run() throws Exception {
        Addresses addresses = Addresses.chosen(options.endpoints());
        StateDirectory state = StateDirectory.taken(options, home);
        teardown.add("state directory", state);
        List<String> notices = new ArrayList<>();
        Template template = timed("template", () -> template(addresses, notices));
        if (options.endpoints().dynamodb().isPresent()) {
            Tables.requireAnswer(addresses.dynamoDb(), Addresses.REGION);
        }
        ReadyNotice ready = new ReadyNotice(addresses.place(), certificate(state), addresses.dynamoDb(), template);
        UsageCounters counts = UsageCounters.start(options, template, clock, new AlarmOutlet(feed, log));
        counters = Optional.of(counts);
        Access access = teardown.add("grants", RunAccess.of(template, options, feed, log))
                .access();
        List<Gate> gates = List.of(new AccessGate(access, clock::now), new ServiceFaults(weather));
        Map<String, String> endpoints =
                new Fronts(teardown, gates, new WatchedCalls(underway, counts.calls())).stand(ready, addresses);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Queues> queues = threads.submit(() -> timed("queues", () -> queues(addresses, state, template)));
            Future<?> tables = threads.submit(() -> timed("tables", () -> tables(addresses, state, template)));
            Future<Lambda> lambda = threads.submit(() -> timed("functions", () -> lambda(ready, endpoints)));
            CountedFunctions counted =
                    connect(addresses, ready, new Started(counts.watching(result(queues)), result(lambda), access));
            result(tables);
            trigger(template, counted, result(queues));
        }
        notices.forEach(log::println);
        return ready;
    }

    private Optional<SelfSigned> certificate(StateDirectory state) throws Exception {
        if (!options.endpoints().tls()) {
            return Optional.empty();
        }
        try {
            return Optional.of(timed("certificate", () -> SelfSigned.generate(state.path())));
        } catch (IOException failure) {
            throw new StartRefusal("--tls: no certificate can be made: " + failure.getMessage(), failure);
        }
    }

    private Template template(Addresses addresses, List<String> notices) {
        Template template = TemplateReader.read(
                options.input().template(), options.input().parameters(), addresses.place(), notices::add);
        return options.faults()
                .visibilityTimeout()
                .map(template::withVisibilityTimeout)
                .orElse(template);
    }

    private Queues queues(Addresses addresses, StateDirectory state, Template template) throws Exception {
        if (options.input().fresh()) {
            Queues.forget(state.path());
        }
        QueueSettings settings = new QueueSettings(
                addresses.sqs(), addresses.elasticMq(), Addresses.REGION, Addresses.ACCOUNT, state.path());
        return teardown.add("queues", Queues.start(settings, template, around()));
    }

    private Void tables(Addresses addresses, StateDirectory state, Template template)
            throws TableFailure, InterruptedException {
        if (options.endpoints().dynamodb().isEmpty()) {
            Path output = state.path().resolve("dynamodb.log");
            TableProcess process =
                    teardown.add("tables", TableProcess.start(addresses.dynamoDbPort(), home.dynamoDb(), output));
            process.awaitReady(Addresses.REGION);
            process.whenEnded(code -> broken.complete("DynamoDB Local ended with code " + code + "; see " + output));
        }
        Tables.create(addresses.dynamoDb(), Addresses.REGION, template.tables().values());
        return null;
    }

    private Lambda lambda(ReadyNotice ready, Map<String, String> endpoints) throws StartRefusal {
        if (!Files.isDirectory(home.runtimeClient())) {
            throw new StartRefusal(
                    "Lambda's runtime client is not in " + home.runtimeClient() + "; build it (mvn package)");
        }
        LambdaSettings settings = new LambdaSettings(
                Addresses.REGION,
                Addresses.ACCOUNT,
                endpoints,
                new LambdaSettings.Places(
                        ready.certificate().map(SelfSigned::trustStore),
                        home.runtimeClient(),
                        home.target().resolve("work")),
                options.behaviour().concurrency(),
                log);
        return teardown.add("functions", Lambda.start(settings, ready.template(), around()));
    }

    private Surroundings around() {
        return new Surroundings(feed, clock, weather, counters.orElseThrow().usage(), underway);
    }

    /** After {@link #close}: says what the run would have cost. */
    public void settle(PrintStream out) {
        counters.ifPresent(counts -> counts.bill().settle(out, log));
    }

    /** Starts the gateway, which lets clients in. */
    private CountedFunctions connect(Addresses addresses, ReadyNotice ready, Started started) {
        Lambda lambda = started.lambda();
        CountedFunctions counted = new CountedFunctions(lambda);
        functions = Optional.of(counted);
        StackSight sight = new StackSight(lambda, started.queues().depths(), weather, triggers);
        FaultPages faults = new FaultPages(weather, lambda::kill, lambda::replace);
        Console console =
                new Console(sight, feed, faults, counters.orElseThrow().pages(ready));
        Gateway gateway = teardown.add(
                "gateway",
                Gateway.start(
                        options.behaviour().gateway(addresses.gateway()),
                        ready.template(),
                        new Gateway.Neighbours(counted, console, started.access(), ready.certificate()),
                        around()));
        sight.see(gateway);
        return counted;
    }

    /** Lets queues and clock call functions, which find all that they need by now. */
    private void trigger(Template template, CountedFunctions counted, Queues queues) {
        ScheduleClock scheduleClock =
                ScheduleClock.starting(clock, options.speeds().schedules());
        triggers.start(
                template,
                counted,
                queues,
                new Schedule.Bus(feed, scheduleClock, around().usage(), Addresses.REGION, Addresses.ACCOUNT));
    }

    /**
     * Stops event sources and schedules, lets what runs finish for some seconds, and ends what was started last first.
     */
    @Override
    public void close() {
        triggers.stop();
        try {
            long deadline = System.nanoTime() + GRACE.toNanos();
            triggers.awaitIdle(GRACE);
            if (functions.isPresent()) {
                boolean _ = functions.get().awaitIdle(Duration.ofNanos(deadline - System.nanoTime()));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        teardown.close();
    }

    private <T> T timed(String part, Callable<T> start) throws Exception {
        long began = System.nanoTime();
        T started = start.call();
        if (options.output().verbose()) {
            log.println(
                    part + ": " + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
        }
        return started;
    }

    private static <T> T result(Future<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
