package herald.fanout;

import static herald.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.MemoryConnections;
import herald.connections.MemoryProgress;
import herald.connections.Page;
import herald.dialects.Dialects;
import herald.dialects.Frame;
import herald.invocation.TimeReserve;
import herald.posts.Outcome;
import herald.publications.ChannelName;
import herald.publications.EventName;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.queues.DeliveryMessage;
import herald.queues.ReceivedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Strict order with FIFO queues, through refused posts, lost answers, requests that are taken in part, time that runs out
 * and kills at any step: a world of two queues with message groups and of invocations side by side, all drawn by lot from a
 * seed.
 */
@Timeout(120)
class FifoOrderTest {

    private static final int GROUPS = 4;
    private static final Duration VISIBILITY = Duration.ofMinutes(2);
    private static final Pattern ID = Pattern.compile("\"id\":\"(g\\d+)-(\\d+)\"");

    /** What is closed or not kept here is no news. */
    private static final Logger LOG = Logger.getLogger("herald.fanout");

    private final MemoryConnections connections = new MemoryConnections(this::now, 50);
    private final MemoryProgress progress = new MemoryProgress();
    private final FifoQueue<Publication> publish = new FifoQueue<>(this::now);
    private final FifoQueue<DeliveryMessage> delivery = new FifoQueue<>(this::now);
    private final Random random = new Random(0);
    private final TakingInPart inPart = new TakingInPart(random, progress, delivery);
    private final FanOutPorts world =
            new FanOutPorts(connections, inPart, Killable.posts(this::answer, this::closed), inPart);
    private final Map<String, List<String>> received = new HashMap<>();
    private Instant now = Stage.NOW;
    /** How many posts there are for one that is refused. */
    private int oneIn;

    @BeforeAll
    static void beQuiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void beLoud() {
        LOG.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noClientSeesAGroupOutOfOrderOrWithAGap(long seed) {
        oneIn = 12;
        play(seed, 90, 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void norDoesOneOfAnAudienceLargerThanAPage(long seed) {
        oneIn = 150;
        play(seed, Page.ROWS * 3 / 2, 4);
    }

    private void play(long seed, int clients, int messages) {
        random.setSeed(seed);
        int shards = seed % 2 == 0 ? 2 : 1;
        for (int i = 0; i < clients; i++) {
            var dialect = i % 3 == 0 ? Dialects.BATCH : Dialects.PLAIN;
            var connection = new Connection(new ConnectionId("c%04d".formatted(i)), dialect, now.minusSeconds(60));
            connections
                    .add(Audience.of(ChannelName.LOBBY, connection.id(), shards), connection)
                    .join();
        }
        for (int number = 0; number < messages; number++) {
            for (int group = 0; group < GROUPS; group++) {
                String id = "g" + group + "-" + number;
                publish.add(
                        "g" + group,
                        new Publication(new EventName("e"), json("{}"), new PublicationId(id), ChannelName.LOBBY));
            }
        }

        live(shards, clients);

        assertThat(Stream.iterate(0, i -> i < clients, i -> i + 1).filter(i -> gone("c%04d".formatted(i))))
                .as("clients that were closed")
                .hasSizeLessThan(clients / 4);
        for (int i = 0; i < clients; i++) {
            String client = "c%04d".formatted(i);
            for (int group = 0; group < GROUPS; group++) {
                assertInOrder(client, "g" + group, messages);
            }
        }
    }

    private void assertInOrder(String client, String group, int messages) {
        List<Integer> numbers = new ArrayList<>();
        for (String id : received.getOrDefault(client, List.of())) {
            int number = Integer.parseInt(id.substring(id.indexOf('-') + 1));
            if (id.startsWith(group + "-") && !numbers.contains(number)) {
                numbers.add(number);
            }
        }
        List<Integer> all = new ArrayList<>();
        for (int number = 0; number < (gone(client) ? numbers.size() : messages); number++) {
            all.add(number);
        }
        assertThat(numbers).as("%s of %s", group, client).isEqualTo(all);
    }

    /** Who was refused so often that it was closed. */
    private boolean gone(String client) {
        return Stream.of(0, 1)
                .noneMatch(shard ->
                        connections.ids(new Audience(ChannelName.LOBBY, shard)).contains(client));
    }

    /** Invocations side by side, each step of any of them, until both queues are empty. */
    private void live(int shards, int clients) {
        List<Life> lives = new ArrayList<>();
        for (int turn = 0; !publish.isEmpty() || !delivery.isEmpty() || !lives.isEmpty(); turn++) {
            assertThat(turn).as("turns until both queues are empty").isLessThan(10_000_000);
            if (lives.size() < 3 && random.nextInt(4) == 0) {
                start(shards, clients).ifPresent(lives::add);
            }
            if (lives.isEmpty()) {
                now = now.plusSeconds(1);
                continue;
            }
            now = now.plusNanos(100_000);
            Life life = lives.get(random.nextInt(lives.size()));
            if (!life.step()) {
                lives.remove(life);
            }
        }
    }

    private Optional<Life> start(int shards, int clients) {
        var killable = new Killable(world, shards, random, this::now);
        int life = random.nextInt(4) == 0 ? random.nextInt(1, 8 * clients) : Integer.MAX_VALUE;
        int hurry = random.nextInt(4) == 0 ? random.nextInt(1, 2 * clients) : Integer.MAX_VALUE;
        var started = new Life(killable, life, hurry);
        boolean any = random.nextBoolean()
                ? started.take(publish, (broadcast, records) -> broadcast.publications(records, started.means))
                : started.take(delivery, (broadcast, records) -> broadcast.deliveries(records, started.means));
        return any ? Optional.of(started) : Optional.empty();
    }

    private Outcome answer(String client, Frame frame) {
        return switch (random.nextInt(oneIn)) {
            case 0 -> new Outcome.Throttled();
            case 1 -> new Outcome.Failed("503");
            case 2 -> {
                arrive(client, frame);
                yield new Outcome.Failed("the answer was lost");
            }
            default -> {
                arrive(client, frame);
                yield new Outcome.Delivered();
            }
        };
    }

    private Outcome closed() {
        return random.nextInt(3) == 0 ? new Outcome.Failed("503") : new Outcome.Delivered();
    }

    private void arrive(String client, Frame frame) {
        Matcher ids = ID.matcher(frame.text());
        while (ids.find()) {
            received.computeIfAbsent(client, key -> new ArrayList<>()).add(ids.group(1) + "-" + ids.group(2));
        }
    }

    private Instant now() {
        return now;
    }

    /** An invocation with its records. */
    private final class Life {

        private final Killable killable;
        private final int life;
        private final Means means;
        private int steps;
        private Runnable killed = () -> {};
        private Runnable done = () -> {};

        Life(Killable killable, int life, int hurry) {
            this.killable = killable;
            this.life = life;
            var reserve = new TimeReserve(() -> Duration.ofSeconds(steps() < hurry ? 60 : 5));
            this.means = new Means(reserve, new Tally());
        }

        private int steps() {
            return steps;
        }

        <T> boolean take(FifoQueue<T> queue, Call<T> call) {
            List<FifoQueue<T>.Message> batch = queue.receive(queue == publish ? random.nextInt(1, 11) : 1);
            List<ReceivedRecord<T>> records = new ArrayList<>();
            batch.forEach(message -> records.add(message.received()));
            killed = () -> batch.forEach(message -> message.visible(now.plus(VISIBILITY)));
            done = () -> queue.settle(batch, killable.failures());
            if (!batch.isEmpty()) {
                killable.run(broadcast -> call.on(broadcast, records));
            }
            return !batch.isEmpty();
        }

        boolean step() {
            if (++steps > life) {
                killed.run();
                return false;
            }
            if (killable.step()) {
                return true;
            }
            done.run();
            return false;
        }
    }

    private interface Call<T> {
        CompletableFuture<List<FailedRecord>> on(Broadcast broadcast, List<ReceivedRecord<T>> records);
    }
}
