package herald.fanout;

import static herald.Samples.publication;
import static herald.fanout.Stage.START;
import static herald.fanout.Stage.get;
import static herald.fanout.Stage.name;
import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Checkpoint;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Cursor;
import herald.dialects.Dialects;
import herald.invocation.TimeReserve;
import herald.posts.Outcome;
import herald.publications.Publication;
import herald.queues.DeliveryMessage.Continuation;
import herald.queues.DeliveryMessage.Owed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A table and a queue that fail or take their time. */
@Timeout(60)
class SlowPortsTest {

    private static final List<Publication> ONE = List.of(publication(1));

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void tableThatFallsSilentOnTheWayLeavesAContinuation() {
        stage.crowd(120);
        stage.connections.fallSilentFromPage(2);

        assertThat(get(stage.fanOut.toAudience(Stage.lobby(ONE), START, aSecond())))
                .isEqualTo(Ending.HANDED_ON);
        assertThat(stage.posts.reached()).hasSize(Stage.PAGE_ROWS);
        assertThat(stage.queue.continuations())
                .extracting(Continuation::cursor)
                .containsExactly(new Cursor(new ConnectionId(name(Stage.PAGE_ROWS - 1))));
    }

    @Test
    void pagesOfExpiredRowsAreNotReadAgain() {
        for (int i = 0; i < 2 * Stage.PAGE_ROWS + 1; i++) {
            stage.connected(name(i), Dialects.PLAIN, Duration.ofHours(3));
        }
        stage.connections.failFromPage(3);

        assertThat(toLobby()).isEqualTo(Ending.HANDED_ON);
        assertThat(stage.queue.continuations())
                .extracting(Continuation::cursor)
                .containsExactly(new Cursor(new ConnectionId(name(2 * Stage.PAGE_ROWS - 1))));
    }

    @Test
    void tableThatDoesNotForgetHoldsNobodyUp() {
        stage.crowd(2_000);
        stage.connected("there", Dialects.PLAIN, Duration.ofMinutes(1));
        stage.posts.answer((id, frame) -> id.equals("there") ? new Outcome.Delivered() : new Outcome.Gone());
        stage.connections.forgetInSilence();

        assertThat(get(stage.fanOut.toAudience(Stage.lobby(ONE), START, aSecond())))
                .isEqualTo(Ending.DONE);
        assertThat(stage.posts.reached()).containsExactly("there");
        assertThat(stage.connections.mostForgetting()).isEqualTo(GoneRows.MAX);
        assertThat(stage.queue.messages()).isEmpty();
    }

    @Test
    void slowDeliveryQueueSlowsDownWhoeverAddsToIt() {
        stage.crowd(10 * FanOutPosts.MAX_DEBTS);
        stage.posts.answer((id, frame) -> new Outcome.Failed("503"));
        stage.queue.hold();
        CompletableFuture<Ending> ending = stage.toLobby(ONE);
        while (stage.queue.held() < FanOutPosts.MAX_SENDING || stage.pace.inFlight() > 0) {
            Thread.onSpinWait();
        }

        assertThat(stage.queue.held()).isEqualTo(FanOutPosts.MAX_SENDING);
        stage.queue.release();
        assertThat(get(ending)).isEqualTo(Ending.DONE);
        assertThat(stage.queue.owed())
                .flatMap(Owed::connections)
                .hasSize(10 * FanOutPosts.MAX_DEBTS)
                .doesNotHaveDuplicates();
    }

    @Test
    void failingDeliveryQueueFailsTheFanOut() {
        stage.crowd(3);
        stage.posts.answer((id, frame) -> new Outcome.Failed("503"));
        stage.queue.fail();

        assertThat(toLobby().comeback())
                .hasValueSatisfying(comeback -> assertThat(comeback.reason()).contains("the queue is away"));
    }

    @Test
    void tableThatCannotBeReadFailsTheFanOut() {
        stage.connections.failFromPage(1);

        assertThat(toLobby().comeback())
                .hasValueSatisfying(comeback -> assertThat(comeback.reason()).contains("the table is away"));
    }

    @Test
    void tableThatFailsOnTheWayLeavesAContinuation() {
        stage.crowd(120);
        stage.connections.failFromPage(2);

        assertThat(toLobby()).isEqualTo(Ending.HANDED_ON);
        assertThat(stage.posts.reached()).hasSize(Stage.PAGE_ROWS);
        assertThat(stage.queue.continuations())
                .extracting(Continuation::cursor)
                .containsExactly(new Cursor(new ConnectionId(name(Stage.PAGE_ROWS - 1))));
    }

    @Test
    void whomACheckpointNamedIsHandedOnBeforeTheRest() {
        stage.crowd(100);
        List<Connection> named = List.of(stage.connected("c0005", Dialects.PLAIN, Duration.ofMinutes(1)));
        var from = new Checkpoint.Reached(new Cursor(new ConnectionId("c0089")), named);
        stage.left(Duration.ofSeconds(5));
        stage.queue.refuse(Owed.class::isInstance);

        assertThat(get(stage.fanOut.toAudience(Stage.lobby(ONE), from, stage.means))
                        .comeback())
                .isPresent();
        assertThat(stage.queue.messages()).isEmpty();
    }

    @Test
    void manyDebtsAreSentOnTheWay() {
        stage.crowd(FanOutPosts.MAX_DEBTS + 100);
        stage.posts.answer((id, frame) -> new Outcome.Failed("503"));

        assertThat(toLobby()).isEqualTo(Ending.DONE);
        List<Connection> owing = new ArrayList<>();
        stage.queue.owed().forEach(owed -> owing.addAll(owed.connections()));
        assertThat(owing).hasSize(FanOutPosts.MAX_DEBTS + 100).doesNotHaveDuplicates();
        assertThat(stage.queue.owed()).hasSizeGreaterThan(1);
    }

    @Test
    void failureToForgetIsNoFailure() {
        stage.crowd(1);
        stage.posts.answer((id, frame) -> new Outcome.Gone());
        stage.connections.fail();

        assertThat(toLobby()).isEqualTo(Ending.DONE);
    }

    private Ending toLobby() {
        return get(stage.toLobby(ONE));
    }

    /** An invocation that always has a second left, so what is waited for in vain is so for less. */
    private Means aSecond() {
        return new Means(new TimeReserve(() -> Duration.ofSeconds(1)), stage.tally);
    }
}
