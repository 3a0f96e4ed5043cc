package herald.fanout;

import static herald.Samples.publication;
import static herald.fanout.Stage.LOBBY;
import static herald.fanout.Stage.NOW;
import static herald.fanout.Stage.get;
import static herald.fanout.Stage.name;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Cursor;
import herald.dialects.Dialects;
import herald.posts.Outcome;
import herald.publications.Publication;
import herald.queues.DeliveryMessage.Continuation;
import herald.queues.DeliveryMessage.Owed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FanOutTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final List<Publication> ONE = List.of(publication(1));
    private static final List<Publication> THREE = List.of(publication(1), publication(2), publication(3));

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void everyPageIsReached() {
        stage.crowd(3 * Stage.PAGE_ROWS + 7);

        assertThat(toLobby(ONE)).isEqualTo(Ending.DONE);
        assertThat(stage.posts.reached()).hasSize(157);
        assertThat(stage.count("delivered")).isEqualTo(157);
        assertThat(stage.count("pages")).isEqualTo(4);
        assertThat(stage.queue.messages()).isEmpty();
    }

    @Test
    void emptyAudienceIsDone() {
        assertThat(toLobby(ONE)).isEqualTo(Ending.DONE);
    }

    @Test
    void connectionsGetTheirFramesInOrderAndOneByOne() {
        stage.crowd(120);
        List<Publication> many =
                IntStream.range(0, 20).mapToObj(i -> publication(i)).toList();

        assertThat(toLobby(many)).isEqualTo(Ending.DONE);
        List<String> texts =
                Dialects.PLAIN.encode(many).stream().map(frame -> frame.text()).toList();
        assertThat(IntStream.range(0, 120))
                .allMatch(i -> stage.posts.to(name(i)).equals(texts));
    }

    @Test
    void framesAreEncodedOnceForEachDialect() {
        stage.crowd(120);
        stage.connected("batch1", Dialects.BATCH, MINUTE);
        stage.connected("batch2", Dialects.BATCH, MINUTE);

        assertThat(toLobby(THREE)).isEqualTo(Ending.DONE);
        assertThat(stage.posts.distinctFrames()).isEqualTo(3 + 1);
        assertThat(stage.posts.to("batch1"))
                .containsExactly(Dialects.BATCH.encode(THREE).getFirst().text());
    }

    @Test
    void postsInFlightAreBoundedByThePace() {
        stage.crowd(Pace.START + 50);
        stage.posts.hold();
        CompletableFuture<Ending> ending = stage.toLobby(ONE);
        while (stage.posts.held() < Pace.START) {
            Thread.onSpinWait();
        }

        assertThat(stage.posts.held()).isEqualTo(Pace.START);
        stage.posts.release();
        assertThat(get(ending)).isEqualTo(Ending.DONE);
        assertThat(stage.posts.reached()).hasSize(Pace.START + 50);
        assertThat(stage.posts.mostInFlight()).isBetween(Pace.START, 2 * Pace.START);
        assertThat(stage.pace.inFlight()).isZero();
    }

    @Test
    void manySlowPostsKeepNobodyFromBeingPostedTo() {
        stage.crowd(3 * Pace.START);
        stage.posts.hold(id -> id.compareTo(name(Pace.START)) < 0);
        CompletableFuture<Ending> ending = stage.toLobby(ONE);
        while (stage.posts.held() < Pace.START) {
            Thread.onSpinWait();
        }
        assertThat(stage.posts.reached()).isEmpty();

        stage.later(FanOutRun.LATE.plusMillis(1));
        while (stage.posts.reached().size() < 2 * Pace.START) {
            Thread.onSpinWait();
        }
        assertThat(ending).isNotDone();
        stage.posts.release();
        assertThat(get(ending)).isEqualTo(Ending.DONE);
        assertThat(stage.posts.reached()).hasSize(3 * Pace.START);
    }

    @Test
    void goneConnectionIsForgotten() {
        stage.crowd(3);
        answer("c0001", new Outcome.Gone());

        assertThat(toLobby(ONE)).isEqualTo(Ending.DONE);
        assertThat(stage.connections.ids(LOBBY)).containsExactly("c0000", "c0002");
        assertThat(stage.count("gone")).isEqualTo(1);
        assertThat(stage.queue.messages()).isEmpty();
    }

    @Test
    void goneButYoungConnectionIsOwed() {
        Connection young = stage.connected("young", Dialects.PLAIN, Duration.ofSeconds(2));
        answer("young", new Outcome.Gone());

        assertThat(toLobby(ONE)).isEqualTo(Ending.DONE);
        assertThat(stage.connections.ids(LOBBY)).containsExactly("young");
        assertThat(stage.queue.messages()).containsExactly(new Owed(LOBBY, ONE, List.of(young), 1, NOW.plusSeconds(1)));
    }

    @Test
    void whoIsThrottledForAMomentIsTriedAgainInTheSameFanOut() {
        stage.crowd(10);
        var refused = new AtomicInteger();
        stage.posts.answer((id, frame) -> id.equals("c0003") && refused.getAndIncrement() == 0
                ? new Outcome.Throttled()
                : new Outcome.Delivered());

        assertThat(toLobby(ONE)).isEqualTo(Ending.DONE);
        assertThat(stage.posts.reached()).hasSize(10);
        assertThat(stage.queue.messages()).isEmpty();
        assertThat(stage.count("throttled")).isEqualTo(1);
    }

    @Test
    void tooLargeAnswerIsAFaultOfThatOneCall() {
        Connection one = stage.connected("one", Dialects.PLAIN, MINUTE);
        answer("one", new Outcome.TooLarge());

        assertThat(toLobby(ONE)).isEqualTo(Ending.DONE);
        assertThat(stage.queue.messages()).containsExactly(new Owed(LOBBY, ONE, List.of(one), 1, NOW.plusSeconds(1)));
    }

    @Test
    void throttledConnectionsAreOwedTogether() {
        stage.crowd(10);
        stage.posts.answer(
                (id, frame) -> id.compareTo("c0007") >= 0 ? new Outcome.Throttled() : new Outcome.Delivered());

        assertThat(toLobby(ONE)).isEqualTo(Ending.DONE);
        Owed owed = stage.queue.owed().getFirst();
        assertThat(stage.queue.messages()).hasSize(1);
        assertThat(owed.connections())
                .extracting(connection -> connection.id().value())
                .containsExactlyInAnyOrder("c0007", "c0008", "c0009");
        assertThat(owed.tries()).isEqualTo(1);
        assertThat(owed.notBefore()).isEqualTo(NOW.plusSeconds(1));
        assertThat(stage.count("owed")).isEqualTo(3);
    }

    @Test
    void onlyWhatIsNotDeliveredIsOwed() {
        stage.crowd(1);
        stage.posts.answer(
                (id, frame) -> frame.text().contains("id-1\"") ? new Outcome.Delivered() : new Outcome.Failed("503"));

        assertThat(toLobby(THREE)).isEqualTo(Ending.DONE);
        assertThat(stage.queue.owed().getFirst().publications()).isEqualTo(THREE.subList(1, 3));
        assertThat(stage.posts.frames()).hasSize(3);
    }

    @Test
    void batchClientIsOwedWhatItsUndeliveredFramesHold() {
        List<Publication> large = IntStream.range(0, 4)
                .mapToObj(i -> publication("e", "\"" + "x".repeat(15_000) + "\"", "id-" + i))
                .toList();
        stage.connected("batch", Dialects.BATCH, MINUTE);
        stage.posts.answer(
                (id, frame) -> frame.text().contains("\"id-0\"") ? new Outcome.Delivered() : new Outcome.Throttled());

        assertThat(toLobby(large)).isEqualTo(Ending.DONE);
        assertThat(stage.queue.owed().getFirst().publications()).isEqualTo(large.subList(2, 4));
    }

    @Test
    void refusedPostsFailTheFanOut() {
        stage.crowd(300);
        stage.posts.answer((id, frame) -> new Outcome.Refused("status 403"));

        assertThat(toLobby(ONE).comeback())
                .hasValueSatisfying(comeback -> assertThat(comeback.reason()).contains("status 403"));
        assertThat(stage.posts.frames()).hasSizeLessThan(300);
        assertThat(stage.queue.messages()).isEmpty();
    }

    @Test
    void malformedIdIsForgotten() {
        stage.crowd(1);
        answer("c0000", new Outcome.UnknownId("Invalid connectionId"));

        assertThat(toLobby(ONE)).isEqualTo(Ending.DONE);
        assertThat(stage.connections.ids(LOBBY)).isEmpty();
    }

    @Test
    void shortTimeLeavesAContinuationThatTogetherReachesEverybodyOnce() {
        stage.crowd(200);
        var posted = new AtomicInteger();
        stage.posts.onPost(() -> {
            if (posted.incrementAndGet() == 70) {
                stage.left(Duration.ofSeconds(5));
            }
        });

        assertThat(toLobby(ONE)).isEqualTo(Ending.HANDED_ON);
        Continuation rest = stage.queue.continuations().getFirst();
        assertThat(stage.posts.reached()).hasSize(70);
        assertThat(rest).isEqualTo(new Continuation(LOBBY, ONE, requireNonNull(rest.cursor())));
        assertThat(rest.cursor()).isEqualTo(new Cursor(new ConnectionId(name(69))));

        stage.left(Duration.ofSeconds(60));
        assertThat(get(stage.toLobby(ONE, rest.cursor()))).isEqualTo(Ending.DONE);
        assertThat(stage.posts.reached()).hasSize(200);
        assertThat(stage.posts.frames()).hasSize(200);
    }

    @Test
    void timeThatRunsOutBetweenFramesOwesTheRest() {
        stage.crowd(1);
        stage.posts.onPost(() -> stage.left(Duration.ofSeconds(5)));

        assertThat(toLobby(THREE)).isEqualTo(Ending.DONE);
        Owed owed = stage.queue.owed().getFirst();
        assertThat(owed.publications()).isEqualTo(THREE.subList(1, 3));
        assertThat(owed.tries()).isZero();
        assertThat(stage.queue.continuations()).isEmpty();
    }

    @Test
    void invocationThatComesTooLateHandsAllOfItOn() {
        stage.crowd(10);
        stage.left(Duration.ofSeconds(5));

        assertThat(toLobby(ONE)).isEqualTo(Ending.HANDED_ON);
        assertThat(stage.queue.messages()).containsExactly(new Continuation(LOBBY, ONE, null));
        assertThat(stage.posts.frames()).isEmpty();
    }

    private void answer(String id, Outcome outcome) {
        stage.posts.answer((to, frame) -> to.equals(id) ? outcome : new Outcome.Delivered());
    }

    private Ending toLobby(List<Publication> publications) {
        return get(stage.toLobby(publications));
    }
}
