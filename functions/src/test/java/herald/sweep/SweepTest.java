package herald.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.MemoryConnections;
import herald.connections.MemorySweepCoverages;
import herald.connections.Phase;
import herald.connections.SweepCoverage;
import herald.dialects.Dialect;
import herald.dialects.Dialects;
import herald.invocation.TimeReserve;
import herald.invocation.Timing;
import herald.posts.Outcome;
import herald.posts.ScriptedPosts;
import herald.publications.ChannelName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sweeps over ports in memory, on a clock that the test moves. In a window of a whole interval, everybody is due. */
@Timeout(60)
class SweepTest {

    private static final Audience LOBBY = new Audience(ChannelName.LOBBY, 0);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(4);
    private static final Duration AGE = Duration.ofMinutes(20);
    private static final int PAGE_ROWS = 50;

    private final MemoryConnections connections = new MemoryConnections(() -> now(), PAGE_ROWS);
    private final MemorySweepCoverages coverages = new MemorySweepCoverages();
    private final ScriptedPosts posts = new ScriptedPosts();
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final DueTimes rules = new DueTimes(INTERVAL, Duration.ofMinutes(110));
    private final Sweep sweep =
            new Sweep(connections, coverages, posts, new Timing(executor, this::now, this::delay), rules, 1);
    private volatile Instant now = NOW;
    private volatile Duration left = Duration.ofSeconds(60);
    private volatile Duration takenByAPause = Duration.ZERO;

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    private Instant now() {
        return now;
    }

    /** Pauses take no time but on the clock, and perhaps of the invocation's. */
    private CompletableFuture<Void> delay(Duration pause) {
        now = now.plus(pause);
        left = left.minus(takenByAPause);
        return CompletableFuture.completedFuture(null);
    }

    @Test
    void firstSweepPingsNobody() {
        connected("a", Dialects.SOCKET_IO);

        assertThat(sweep()).containsEntry("rows", 1L).containsEntry("pinged", 0L);
        assertThat(get(coverages.find())).contains(new SweepCoverage(NOW, NOW, INTERVAL));
    }

    @Test
    void everybodyIsToldInHisDialectOnceAnInterval() {
        connected("io", Dialects.SOCKET_IO);
        connected("plain", Dialects.PLAIN);
        add(new Connection(new ConnectionId("kept"), Dialects.PLAIN, NOW.minus(AGE)).keptAlive());
        add(new Connection(new ConnectionId("batch"), Dialects.BATCH, NOW.minus(AGE)).keptAlive());
        covered(NOW.minus(Duration.ofMinutes(1)));

        for (int minute = 0; minute < 4; minute++) {
            sweep();
            heard("io");
            now = NOW.plus(Duration.ofMinutes(minute + 1));
        }
        assertThat(posts.to("io")).containsExactly("2");
        assertThat(posts.to("kept")).containsExactly("{\"event\":\"ping\"}");
        assertThat(posts.to("batch")).containsExactly("[{\"event\":\"ping\"}]");
        assertThat(posts.to("plain")).isEmpty();
        assertThat(posts.closed()).isEmpty();
    }

    @Test
    void whoDoesNotAnswerIsClosedWhenItIsDueAgain() {
        connected("silent", Dialects.SOCKET_IO);
        connected("alive", Dialects.SOCKET_IO);
        covered(NOW.minus(Duration.ofMinutes(1)));

        long dead = 0;
        for (int minute = 0; minute < 9; minute++) {
            dead += sweep().getOrDefault("dead", 0L);
            heard("alive");
            now = NOW.plus(Duration.ofMinutes(minute + 1));
        }
        assertThat(dead).isEqualTo(1);
        assertThat(posts.to("silent")).containsExactly("2", "{}");
        assertThat(posts.closed()).containsExactly("silent");
        assertThat(connections.ids(LOBBY)).containsExactly("alive");
    }

    @Test
    void whoCouldNotBePingedIsNotClosedForIt() {
        connected("a", Dialects.SOCKET_IO);
        covered(NOW.minus(Duration.ofMinutes(1)));
        posts.answer((id, frame) -> new Outcome.Throttled());

        long failed = 0;
        for (int minute = 0; minute < 9; minute++) {
            failed += sweep().getOrDefault("failed", 0L);
            now = NOW.plus(Duration.ofMinutes(minute + 1));
        }
        assertThat(failed).isEqualTo(2);
        assertThat(posts.closed()).isEmpty();
    }

    @Test
    void sweepThatWasCutOffIsNoProofThatAnybodyWasPinged() {
        connected("a", Dialects.SOCKET_IO);
        covered(NOW.minus(Duration.ofMinutes(1)));
        for (int minute = 0; minute < 9; minute++) {
            SweepCoverage before = get(coverages.find()).orElseThrow();
            assertThat(get(coverages.replace(Optional.of(before), new SweepCoverage(now, now, INTERVAL))))
                    .isTrue();
            now = NOW.plus(Duration.ofMinutes(minute + 1));
        }
        covered(now.minus(INTERVAL));

        assertThat(sweep()).containsEntry("pinged", 1L).containsEntry("dead", 0L);
    }

    @Test
    void whoIsGoneIsForgottenUnlessItIsYoung() {
        connected("old", Dialects.SOCKET_IO);
        add(new Connection(new ConnectionId("young"), Dialects.SOCKET_IO, NOW.minusSeconds(29)));
        covered(NOW.minus(INTERVAL));
        posts.answer((id, frame) -> new Outcome.Gone());

        assertThat(sweep()).containsEntry("gone", 1L);
        assertThat(connections.ids(LOBBY)).containsExactly("young");
    }

    @Test
    void whoNeverJoinedIsClosed() {
        add(new Connection(new ConnectionId("a"), Dialects.SOCKET_IO, NOW.minusSeconds(61)).in(Phase.OPENING));

        assertThat(sweep()).containsEntry("stuck", 1L);
        assertThat(posts.to("a")).containsExactly("{}");
        assertThat(posts.closed()).containsExactly("a");
        assertThat(connections.ids(LOBBY)).isEmpty();
    }

    @Test
    void whoGetsOldIsToldWhatNoClientCanReadAndClosed() {
        add(new Connection(new ConnectionId("a"), Dialects.SOCKET_IO, NOW.minus(Duration.ofMinutes(119))));

        assertThat(sweep()).containsEntry("recycled", 1L);
        assertThat(posts.to("a")).containsExactly("{}");
        assertThat(posts.closed()).containsExactly("a");
        assertThat(connections.ids(LOBBY)).isEmpty();
    }

    @Test
    void whatFailsIsTriedAgainByTheNextSweep() {
        add(new Connection(new ConnectionId("a"), Dialects.SOCKET_IO, NOW.minus(Duration.ofMinutes(119))));
        posts.answer((id, frame) -> new Outcome.Failed("away"));

        assertThat(sweep()).containsEntry("recycled", 0L).containsEntry("failed", 1L);
        now = NOW.plus(Duration.ofMinutes(1));
        posts.answer((id, frame) -> new Outcome.Delivered());
        posts.answerClosing(new Outcome.Throttled());
        assertThat(sweep()).containsEntry("recycled", 0L).containsEntry("failed", 1L);
        assertThat(connections.ids(LOBBY)).containsExactly("a");
        now = NOW.plus(Duration.ofMinutes(2));
        posts.answerClosing(new Outcome.Delivered());
        assertThat(sweep()).containsEntry("recycled", 1L);
    }

    @Test
    void ofTwoAtOnceOneFindsNothingToDo() {
        connected("a", Dialects.SOCKET_IO);
        covered(NOW.minus(INTERVAL));
        posts.hold();
        CompletableFuture<Sweep.Ending> first = start(new SweepTally());

        assertThat(get(start(new SweepTally()))).isEqualTo(new Sweep.Ending.Nothing());
        posts.release();
        while (!first.isDone()) {
            posts.release();
        }
        assertThat(get(first)).isEqualTo(new Sweep.Ending.Whole());
        assertThat(posts.to("a")).hasSize(1);
    }

    @Test
    void crowdIsServedAFewAtOnce() {
        crowd(3 * PAGE_ROWS + 7);
        covered(NOW.minus(INTERVAL));

        assertThat(sweep()).containsEntry("pinged", 157L).containsEntry("left", 0L);
        assertThat(posts.mostInFlight()).isLessThanOrEqualTo(Pass.MAX_IN_FLIGHT);
        assertThat(Duration.between(NOW, now)).isGreaterThan(Duration.ofMillis(2_900));
    }

    @Test
    void itStopsInTimeAndSaysWhatIsLeft() {
        crowd(2 * PAGE_ROWS);
        covered(NOW.minus(Duration.ofMinutes(2)));
        takenByAPause = Duration.ofSeconds(2);
        var counts = new SweepTally();

        assertThat(get(start(counts))).isEqualTo(new Sweep.Ending.InPart("there was no time for all of it"));
        assertThat(counts.counts().get("left")).isPositive();
        assertThat(get(coverages.find())).contains(new SweepCoverage(NOW, NOW, INTERVAL));
    }

    @Test
    void wrongPolicyStopsItAndIsTold() {
        crowd(PAGE_ROWS);
        covered(NOW.minus(Duration.ofMinutes(2)));
        posts.answer((id, frame) -> new Outcome.Refused("Forbidden"));

        assertThat(get(start(new SweepTally())))
                .isEqualTo(new Sweep.Ending.InPart(
                        "posts are refused, so the endpoint or the policy is wrong: Forbidden"));
        assertThat(posts.frames()).hasSizeLessThan(PAGE_ROWS);
    }

    @Test
    void tableThatIsAwayIsTold() {
        crowd(2 * PAGE_ROWS);
        covered(NOW.minus(INTERVAL));
        connections.failFromPage(2);
        var counts = new SweepTally();

        assertThat(get(start(counts)))
                .isEqualTo(new Sweep.Ending.InPart("rows can't be read: IllegalStateException: the table is away"));
        assertThat(counts.counts()).containsEntry("pinged", (long) PAGE_ROWS);
        coverages.fail();
        assertThat(get(start(counts))).isInstanceOf(Sweep.Ending.InPart.class);
    }

    private Map<String, Long> sweep() {
        var counts = new SweepTally();
        assertThat(get(start(counts))).isEqualTo(new Sweep.Ending.Whole());
        return counts.counts();
    }

    private CompletableFuture<Sweep.Ending> start(SweepTally counts) {
        return sweep.run(new TimeReserve(() -> left), counts);
    }

    /** Everything up to a time. */
    private void covered(Instant until) {
        Optional<SweepCoverage> before = get(coverages.find());
        get(coverages.replace(before, new SweepCoverage(NOW.minus(Duration.ofDays(1)), until, INTERVAL)));
    }

    private void heard(String id) {
        get(connections.find(LOBBY, new ConnectionId(id))).ifPresent(row -> get(connections.heard(LOBBY, row)));
    }

    private void connected(String id, Dialect dialect) {
        add(MemoryConnections.heard(
                new Connection(new ConnectionId(id), dialect, NOW.minus(AGE)), NOW.minus(Duration.ofMinutes(1))));
    }

    private void crowd(int size) {
        IntStream.range(0, size).forEach(i -> connected("c%04d".formatted(i), Dialects.SOCKET_IO));
    }

    private void add(Connection connection) {
        get(connections.add(LOBBY, connection));
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }
}
