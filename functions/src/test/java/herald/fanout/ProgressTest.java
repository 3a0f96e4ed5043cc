package herald.fanout;

import static herald.Samples.publication;
import static herald.fanout.Stage.LOBBY;
import static herald.fanout.Stage.NOW;
import static herald.fanout.Stage.get;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Checkpoint;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Cursor;
import herald.connections.MemoryConnections;
import herald.connections.MemoryProgress;
import herald.connections.Page;
import herald.dialects.Dialects;
import herald.posts.Outcome;
import herald.publications.Publication;
import herald.publications.ReadResult;
import herald.queues.DeliveryMessage;
import herald.queues.DeliveryMessage.Continuation;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.MemoryDeliveryQueue;
import herald.queues.Receipt;
import herald.queues.ReceivedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a redelivery does after a kill. */
@Timeout(120)
class ProgressTest {

    private static final List<Publication> ONE = List.of(publication(1));
    private static final int CROWD = 3 * Page.ROWS + 17;

    private final Stage stage = new Stage();
    private final MemoryConnections connections = new MemoryConnections(() -> NOW, Page.ROWS);
    private final MemoryProgress progress = new MemoryProgress();
    private final MemoryDeliveryQueue queue = new MemoryDeliveryQueue();
    private final Map<String, Integer> posted = new HashMap<>();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void audienceOfAPageLeavesNoTrace() {
        crowd(Page.ROWS);

        assertThat(survived(invocation(new Random(1), 1), Integer.MAX_VALUE)).isTrue();
        payWhatIsOwed();
        assertThat(posted).hasSize(Page.ROWS);
        assertThat(progress.saved()).isEmpty();
    }

    @Test
    void progressOfALargerAudienceIsKept() {
        stage.crowd(2 * Page.ROWS);

        assertThat(get(stage.toLobby(ONE))).isEqualTo(Ending.DONE);
        assertThat(stage.progress.saved()).isNotEmpty();
        assertThat(stage.posts.frames()).hasSize(2 * Page.ROWS);
    }

    @Test
    void fanOutGoesOnWhenProgressCannotBeKept() {
        stage.crowd(2 * Page.ROWS);
        stage.progress.fail();

        assertThat(get(stage.toLobby(ONE))).isEqualTo(Ending.DONE);
        assertThat(stage.posts.reached()).hasSize(2 * Page.ROWS);
    }

    @Test
    void whomACheckpointNamesIsServedFirstAndOnce() {
        stage.crowd(100);
        Connection named = stage.connected("c0005", Dialects.PLAIN, Duration.ofMinutes(1));
        var from = new Checkpoint.Reached(new Cursor(new ConnectionId("c0089")), List.of(named));

        assertThat(get(stage.fanOut.toAudience(Stage.lobby(ONE), from, stage.means)))
                .isEqualTo(Ending.DONE);
        assertThat(stage.posts.reached()).hasSize(11).startsWith("c0005", "c0090");
        assertThat(stage.posts.frames()).hasSize(11);
    }

    @Test
    void whomACheckpointNamesIsNotForgottenWhenTimeRunsOut() {
        stage.crowd(100);
        List<Connection> named = List.of(stage.connected("c0005", Dialects.PLAIN, Duration.ofMinutes(1)));
        var from = new Checkpoint.Reached(new Cursor(new ConnectionId("c0089")), named);
        stage.left(Duration.ofSeconds(5));

        assertThat(get(stage.fanOut.toAudience(Stage.lobby(ONE), from, stage.means))
                        .comeback())
                .isEmpty();
        assertThat(stage.queue.owed())
                .singleElement()
                .satisfies(owed -> assertThat(owed.connections()).isEqualTo(named));
        assertThat(stage.queue.continuations()).hasSize(1);
    }

    @Test
    void checkpointNamesNoMoreThanItHolds() {
        stage.crowd(2 * Page.ROWS);
        stage.posts.answer((id, frame) -> new Outcome.Failed("503"));

        assertThat(get(stage.toLobby(ONE))).isEqualTo(Ending.DONE);
        assertThat(stage.progress.saved())
                .isNotEmpty()
                .allSatisfy(saved ->
                        assertThat(((Checkpoint.Reached) saved).except()).hasSizeLessThanOrEqualTo(Trail.MAX_EXCEPT));
        assertThat(stage.queue.owed()).flatMap(Owed::connections).hasSize(2 * Page.ROWS);
    }

    @Test
    void checkpointLosesNobodyWhomTheOneBeforeNamed() {
        stage.crowd(Page.ROWS + 300);
        List<Connection> named = IntStream.range(0, Trail.MAX_EXCEPT)
                .mapToObj(i -> stage.connected(Stage.name(i), Dialects.PLAIN, Duration.ofMinutes(1)))
                .toList();
        var from = new Checkpoint.Reached(new Cursor(named.getLast().id()), named);
        stage.posts.hold(id -> id.equals("c0010"));
        CompletableFuture<Ending> ending = stage.fanOut.toAudience(Stage.lobby(ONE), from, stage.means);
        while (stage.count("delivered") < Page.ROWS - 1) {
            Thread.onSpinWait();
        }
        stage.catchUp();

        assertThat(stage.progress.saved()).isEmpty();
        stage.posts.release();
        assertThat(get(ending)).isEqualTo(Ending.DONE);
        assertThat(stage.posts.reached()).hasSize(Page.ROWS + 300);
    }

    @Test
    void nothingIsKeptOnceTheEndHasBegun() {
        toOneAtATime(stage.pace);
        stage.crowd(9 * Stage.PAGE_ROWS);
        stage.connections.fallSilentFromPage(9);
        Set<String> refused = ConcurrentHashMap.newKeySet();
        stage.posts.answer((id, frame) -> refused.add(id) ? new Outcome.Failed("503") : new Outcome.Delivered());
        stage.holdPauses();
        CompletableFuture<Ending> ending = stage.toLobby(ONE);
        while (stage.pausing() < 8 * Stage.PAGE_ROWS) {
            Thread.onSpinWait();
        }
        stage.posts.hold();
        stage.releasePauses();
        while (stage.posts.held() == 0) {
            Thread.onSpinWait();
        }
        stage.catchUp();

        stage.left(Duration.ofSeconds(5));
        stage.queue.fail();
        stage.posts.release();
        while (stage.count("owed") < 8 * Stage.PAGE_ROWS - 1) {
            Thread.onSpinWait();
        }
        stage.catchUp();
        stage.connections.speak();

        assertThat(get(ending).comeback()).isPresent();
        stage.catchUp();
        assertThat(stage.progress.saved()).isEmpty();
    }

    @Test
    void afterABugNothingIsKeptAndNobodyMoreIsPostedTo() {
        crowd(CROWD);
        var looks = new AtomicInteger();
        var invocation = invocation(new Random(1), 1, () -> {
            if (looks.incrementAndGet() == 300) {
                throw new IllegalStateException("a bug");
            }
            return NOW;
        });
        while (invocation.step()) {
            assertThat(posted).hasSizeLessThan(Page.ROWS);
        }

        assertThat(invocation.bug()).hasMessage("a bug");
        assertThat(progress.saved()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void killAtARandomMomentLosesNobodyAndRepeatsAtMostAPage(long seed) {
        var random = new Random(seed);
        crowd(CROWD);
        int kills = 0;
        while (!survived(invocation(random, kills + 1), kills < 6 ? random.nextInt(1, 4 * CROWD) : Integer.MAX_VALUE)) {
            kills++;
        }
        payWhatIsOwed();
        assertThat(posted).hasSize(CROWD);
        assertThat(posts()).isLessThanOrEqualTo(CROWD + kills * Page.ROWS);
    }

    @Test
    void handedOverShardThatIsOnTheQueueTwiceIsFannedOutOnce() {
        stage.crowd(10);
        var broadcast = stage.broadcast(2);
        DeliveryMessage shard = new Continuation(LOBBY, ONE, null);
        for (String id : List.of("first", "second")) {
            var receipt = new Receipt(id, id, 1, Optional.empty());
            assertThat(get(broadcast.deliveries(
                            List.of(new ReceivedRecord<>(receipt, new ReadResult.Accepted<>(shard))), stage.means)))
                    .isEmpty();
        }

        assertThat(stage.posts.frames()).hasSize(10);
    }

    private void crowd(int size) {
        for (int i = 0; i < size; i++) {
            var connection =
                    new Connection(new ConnectionId("c%05d".formatted(i)), Dialects.PLAIN, NOW.minusSeconds(60));
            get(connections.add(LOBBY, connection));
        }
    }

    private static void toOneAtATime(Pace pace) {
        Instant before = NOW.minusSeconds(60);
        while (pace.limit() > 1) {
            requireNonNull(pace.tryAcquire(before)).throttled(before);
        }
    }

    /** Whether it was done before it was killed. */
    private static boolean survived(Killable invocation, int steps) {
        for (int step = 0; step < steps; step++) {
            if (!invocation.step()) {
                assertThat(invocation.failures()).isEmpty();
                return true;
            }
        }
        return false;
    }

    private Killable invocation(Random random, int receives) {
        return invocation(random, receives, () -> NOW);
    }

    private Killable invocation(Random random, int receives, Supplier<Instant> clock) {
        var posts = Killable.posts((id, frame) -> answer(random, id), Outcome.Delivered::new);
        var invocation = new Killable(new FanOutPorts(connections, progress, posts, queue), 1, random, clock);
        var receipt = new Receipt("id-1", "handle", receives, Optional.empty());
        List<ReceivedRecord<Publication>> records =
                List.of(new ReceivedRecord<>(receipt, new ReadResult.Accepted<>(ONE.getFirst())));
        invocation.run(broadcast -> broadcast.publications(records, stage.means));
        return invocation;
    }

    /** One in twenty is refused, and some of them again. */
    private Outcome answer(Random random, String id) {
        if (random.nextInt(20) == 0) {
            return new Outcome.Throttled();
        }
        posted.merge(id, 1, Integer::sum);
        return new Outcome.Delivered();
    }

    private void payWhatIsOwed() {
        queue.owed()
                .forEach(owed -> owed.connections()
                        .forEach(connection -> posted.merge(connection.id().value(), 1, Integer::sum)));
    }

    private int posts() {
        return posted.values().stream().mapToInt(times -> times).sum();
    }
}
