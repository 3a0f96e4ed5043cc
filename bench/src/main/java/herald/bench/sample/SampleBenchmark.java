package herald.bench.sample;

import herald.bench.report.Result;
import herald.bench.rig.Benchmark;
import herald.bench.rig.Child;
import herald.bench.rig.Commands;
import herald.bench.rig.FunctionEnvironment;
import herald.bench.rig.Idle;
import herald.bench.rig.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Herald's handler against the public samples' way (scan, one promise a connection, SDK v3), both called as Lambda would,
 * against a stub whose posts take 10 ms. {@code bench/run sample}
 */
public final class SampleBenchmark implements Benchmark {

    private static final int HANDLER_CORE = 0;
    private static final int STUB_CORE = 1;
    private static final long POST_MILLIS = 10;
    private static final String HERALD = SampleReport.HERALD;
    private static final String SAMPLE = SampleReport.SAMPLE;
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final String METHOD = """
            Each handler in a process of its own on core 0, one stub of API Gateway, DynamoDB and SQS for all on core 1, which
            answers a post after 10 ms. Throughput: after a warm-up the handlers take turns, each called with one message for
            1,000 healthy plain clients for the time of a round; CPU is what the kernel counted for the whole process. The
            sample (`bench/peers/node-sample`) is our own rendering of the way of AWS's public samples, with one of their faults
            mended: they look for 410 in a field that SDK v3's errors do not have, and so delete no row ever.

            Behaviours: p99 is the time from the handler's first read to the arrival of a post, over the connections that are
            neither throttled nor mute. Throttled ones stand among the others at equal distances, as ids that API Gateway draws
            at random would; in a row, which the second line has, they look like the account's own limit for a moment, and
            Herald slows down. "At last" is after the messages that Herald left on its delivery queue were handled, at once and
            not with their delays; the sample leaves none.
            """;

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public String summary() {
        return "Herald's handler against the public Node samples' way, at 10 ms a post; dead, throttled and many connections";
    }

    @Override
    public Result run(Workbench workbench) throws IOException, InterruptedException {
        Map<String, Handler> handlers = new LinkedHashMap<>();
        try (Child stub = stub(workbench)) {
            String address = "http://127.0.0.1:" + stub.next("port ", START).substring("port ".length());
            handlers.put(HERALD, herald(workbench, address));
            sample(workbench, address).ifPresent(sample -> handlers.put(SAMPLE, sample));
            String load = Idle.await();
            stub.ask(Scene.healthy(Conduct.CONNECTIONS).line(), ANSWER);
            Map<String, Speed> speeds = speeds(workbench, handlers);
            Map<String, Conduct> conducts = new LinkedHashMap<>();
            for (Map.Entry<String, Handler> handler : handlers.entrySet()) {
                workbench.say("sample: behaviours of " + handler.getKey());
                var behaviour = new Behaviour(stub, handler.getValue());
                conducts.put(handler.getKey(), Conduct.of(behaviour, workbench.quick() ? 3 : 15));
            }
            return new SampleReport(speeds, conducts).result(load, versions(workbench), METHOD);
        } finally {
            handlers.values().forEach(Handler::close);
        }
    }

    private static Map<String, String> versions(Workbench workbench) throws IOException, InterruptedException {
        Path home = workbench.root().resolve("bench/peers/node-sample");
        try {
            String node = Commands.output(home, List.of("node", "--version")).strip();
            String sdk = Commands.output(
                    home, List.of("node", "-p", "require('./package.json').dependencies['@aws-sdk/client-dynamodb']"));
            return Map.of("Node", node, "AWS SDK for JavaScript", sdk.strip());
        } catch (IOException absent) {
            return Map.of();
        }
    }

    private static Child stub(Workbench workbench) throws IOException {
        List<String> command = List.of(
                workbench.java("java"),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                workbench.classPath(),
                AwsStub.class.getName(),
                Long.toString(POST_MILLIS));
        return Child.start(Workbench.pinned(STUB_CORE, command), Map.of(), log(workbench, "stub"));
    }

    private static Handler herald(Workbench workbench, String address) throws IOException, InterruptedException {
        // The jar as it is deployed, before what the benchmarks were compiled against.
        String classPath = workbench.heraldJar() + ":" + workbench.classPath();
        List<String> command = List.of(
                workbench.java("java"), "-Xmx1g", "-XX:+UseSerialGC", "-cp", classPath, HeraldDriver.class.getName());
        Child child = Child.start(
                Workbench.pinned(HANDLER_CORE, command),
                FunctionEnvironment.of(address, "lean"),
                log(workbench, "herald"));
        return ready(new Handler.Herald(child), "ready");
    }

    /** Nothing if there is no Node here, or its packages can't be had. */
    private static Optional<Handler> sample(Workbench workbench, String address)
            throws IOException, InterruptedException {
        Path home = workbench.root().resolve("bench/peers/node-sample");
        try {
            if (!Files.exists(home.resolve("node_modules"))) {
                workbench.say("fetching the Node sample's packages");
                Commands.output(home, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
            }
            Commands.output(home, List.of("node", "--version"));
        } catch (IOException missing) {
            workbench.say("sample: without the Node sample: " + missing.getMessage());
            return Optional.empty();
        }
        Map<String, String> environment = new HashMap<>(FunctionEnvironment.of(address, "lean"));
        environment.put("CONNECTIONS_URL", address + "/prod");
        Child child = Child.start(
                Workbench.pinned(
                        HANDLER_CORE, List.of("node", home.resolve("driver.mjs").toString())),
                environment,
                log(workbench, "node"));
        return Optional.of(ready(new Handler.Sample(child), "READY"));
    }

    private static Handler ready(Handler handler, String word) throws IOException, InterruptedException {
        try {
            handler.child().next(word, START);
            return handler;
        } catch (IOException | InterruptedException failed) {
            handler.close();
            throw failed;
        }
    }

    private static Path log(Workbench workbench, String name) {
        return workbench.target().resolve("logs/sample-" + name + ".log");
    }

    private static Map<String, Speed> speeds(Workbench workbench, Map<String, Handler> handlers)
            throws IOException, InterruptedException {
        int rounds = workbench.quick() ? 2 : 5;
        Duration window = Duration.ofSeconds(workbench.quick() ? 3 : 10);
        Map<String, Speed> speeds = new LinkedHashMap<>();
        for (Map.Entry<String, Handler> handler : handlers.entrySet()) {
            workbench.say("sample: warming " + handler.getKey());
            Speed.of(handler.getValue(), window.multipliedBy(3));
        }
        for (int round = 1; round <= rounds; round++) {
            workbench.say("sample: round " + round + " of " + rounds);
            for (Map.Entry<String, Handler> handler : handlers.entrySet()) {
                speeds.merge(handler.getKey(), Speed.of(handler.getValue(), window), Speed::and);
            }
        }
        return speeds;
    }
}
