package herald.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A stack, its clients and its publisher while things go wrong; short in `mvn verify`, long in bench/soak. */
sealed interface Ordeal permits Ordeal.MixedFaults, Ordeal.Kills, Ordeal.Order, Sessions, Storm {

    /**
     * What is redelivered comes back soon, but not before a new process has started on a busy machine and the function's
     * timeout has passed: a batch that waits would be with two invocations at one time, which AWS's six times that
     * timeout keeps from happening.
     */
    List<String> COMES_BACK = List.of("--visibility-timeout", "40");

    /** The same of a fan-out that may take no more than 10 s, two at a time: those that start after a kill are slow. */
    List<String> COMES_BACK_SOON = List.of(
            "--visibility-timeout", "20", "--parameter", "BroadcastTimeout=10", "--parameter", "MaximumConcurrency=2");

    /** And of one that may take no more than 5 s, so that it often has no time for all. */
    List<String> SHORT = List.of("--visibility-timeout", "20", "--parameter", "BroadcastTimeout=5");

    int BACKLOG = 500;

    /** Everything that was delayed or killed has come again and has been settled. */
    Duration SETTLING = Duration.ofMinutes(5);

    /** @param options of local/up, beside its own */
    Findings run(List<String> options);

    private static RunningStack start(List<String> comingBack, List<String> options, String... more) {
        return RunningStack.start(Stream.of(comingBack, options, List.of(more))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    /**
     * A share of all posts fails in every way there is, tables and queues fail now and then, and messages come twice.
     *
     * @param publishing for how long at least, with a batch of ten each second that the machine keeps up
     * @param gone the share of posts that find their connection dropped
     */
    record MixedFaults(int plain, int batch, Duration publishing, double gone) implements Ordeal {

        private static final double OF_POSTS = 0.3;
        /** Some of each, however slow the machine; a dropped connection is rarer. */
        private static final Set<String> EXPECTED = Set.of(
                "error",
                "reset",
                "lost-answer",
                "throttled",
                "hang",
                "slow",
                "too-large",
                "dynamodb-throttled",
                "dynamodb-error",
                "sqs-error",
                "duplicate");

        private static final double OF_CALLS = 0.1;

        @Override
        public Findings run(List<String> options) {
            Instant start = Instant.now();
            try (RunningStack stack = start(COMES_BACK, options);
                    Ledger ledger = Ledger.of(stack)) {
                ledger.connect(plain);
                ledger.connect(batch, "herald.batch");
                var misfortune = new Misfortune(stack);
                misfortune.rates(rates());
                Instant end = Instant.now().plus(publishing);
                while (Instant.now().isBefore(end)
                        || !misfortune.happened().keySet().containsAll(EXPECTED)) {
                    if (keepsUp(stack)) {
                        ledger.publish(10);
                    }
                    Pause.of(Duration.ofSeconds(1));
                }
                misfortune.end();
                return settled(stack, ledger, start);
            }
        }

        private Map<String, Double> rates() {
            Map<String, Double> rates = new TreeMap<>(Misfortune.ofPosts(OF_POSTS - gone));
            rates.put("gone", gone);
            // There are few of these calls, one for each page of an audience.
            rates.put("dynamodb-throttled", 2 * OF_CALLS);
            rates.put("dynamodb-error", 2 * OF_CALLS);
            rates.put("sqs-error", OF_CALLS);
            rates.put("duplicate", OF_CALLS);
            return rates;
        }
    }

    /**
     * The function is killed at random moments.
     *
     * @param kills goes on until there were so many
     * @param ahead publishes only while fewer messages wait
     */
    record Kills(int clients, int kills, int ahead) implements Ordeal {

        /** Of invocations. */
        private static final double RATE = 0.2;

        @Override
        public Findings run(List<String> options) {
            Instant start = Instant.now();
            try (RunningStack stack = start(
                            COMES_BACK_SOON,
                            options,
                            "--template",
                            ChangedTemplate.withSingleMessages(),
                            "--connect-rate",
                            "100000");
                    Ledger ledger = Ledger.of(stack)) {
                ledger.connect(clients);
                var misfortune = new Misfortune(stack);
                misfortune.rates(Map.of("kill", RATE));
                RandomGenerator random = RandomGenerator.getDefault();
                while (misfortune.happened("kill") < kills) {
                    if (stack.depth("PublishQueue") < ahead) {
                        ledger.publish(1);
                    }
                    Pause.of(Duration.ofMillis(random.nextLong(400)));
                    if (random.nextInt(4) == 0) {
                        misfortune.kill();
                    }
                }
                misfortune.end();
                return settled(stack, ledger, start);
            }
        }
    }

    /**
     * Message groups of a FIFO queue, some posts of which fail, with kills and too little time for some fan-outs.
     *
     * @param clients one in ten of them plain, whose posts are many
     * @param postsASecond what the account is throttled to, so that time runs out
     */
    record Order(int clients, int groups, int messages, int postsASecond) implements Ordeal {

        private static final double OF_POSTS = 0.03;
        private static final double KILLS = 0.02;
        private static final int AHEAD = 100;

        @Override
        public Findings run(List<String> options) {
            Instant start = Instant.now();
            String rate = Integer.toString(postsASecond);
            try (RunningStack stack = start(
                            SHORT,
                            options,
                            "--parameter",
                            "QueueType=fifo",
                            "--post-rate",
                            rate,
                            "--post-burst",
                            rate);
                    Ledger ledger = Ledger.ofGroups(stack, groups)) {
                ledger.connect(clients / 10);
                ledger.connect(clients - clients / 10, "herald.batch");
                var misfortune = new Misfortune(stack);
                misfortune.rates(Map.of(
                        "throttled",
                        OF_POSTS,
                        "error",
                        OF_POSTS,
                        "lost-answer",
                        OF_POSTS,
                        "reset",
                        OF_POSTS,
                        "kill",
                        KILLS));
                while (ledger.published() < messages) {
                    if (stack.depth("PublishQueue") + stack.depth("DeliveryQueue") < AHEAD) {
                        ledger.publish(Math.min(20, messages - ledger.published()));
                        if (ledger.published() % 100 == 0) {
                            misfortune.kill();
                        }
                    }
                    Pause.of(Duration.ofMillis(100));
                }
                misfortune.end();
                return settled(stack, ledger, start);
            }
        }
    }

    /** Whether a slow machine has worked off most of what it was given: a heap of hours says nothing about faults. */
    static boolean keepsUp(RunningStack stack) {
        return stack.depth("PublishQueue") + stack.depth("DeliveryQueue") < BACKLOG;
    }

    /** Waits until nobody lacks anything, and counts. */
    static Findings settled(RunningStack stack, Ledger ledger, Instant start) {
        ledger.awaitAll(SETTLING);
        return Findings.of(stack, ledger, Duration.between(start, Instant.now()));
    }
}
