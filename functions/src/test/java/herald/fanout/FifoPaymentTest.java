package herald.fanout;

import static herald.Samples.ids;
import static herald.Samples.publication;
import static herald.fanout.Stage.LOBBY;
import static herald.fanout.Stage.NOW;
import static herald.fanout.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Checkpoint;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Cursor;
import herald.dialects.Dialects;
import herald.posts.Outcome;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.publications.ReadResult;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.Receipt;
import herald.queues.ReceivedRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** FIFO queues: what is owed to a connection, and what comes after it. */
@Timeout(60)
class FifoPaymentTest {

    private static final List<Publication> THREE = List.of(publication(1), publication(2), publication(3));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void whoIsOwedSomethingIsNotedAsSuch() {
        stage.connected("slow", Dialects.PLAIN, MINUTE);
        stage.posts.answer(
                (id, frame) -> frame.text().contains("id-1\"") ? new Outcome.Delivered() : new Outcome.Throttled());

        assertThat(strictly(THREE)).isEqualTo(Ending.DONE);
        assertThat(row("slow").owed()).isEqualTo(ids("id-2", "id-3"));
        assertThat(stage.queue.owed()).flatMap(Owed::publications).isEqualTo(THREE.subList(1, 3));
    }

    /** Waiting is what the queue does with it; a message that comes too early is an invocation for nothing. */
    @Test
    void whatQueuesUpBehindADebtIsDueAtOnce() {
        stage.connected("slow", Dialects.PLAIN, MINUTE);
        stage.posts.answer((id, frame) -> new Outcome.Throttled());

        assertThat(strictly(THREE.subList(0, 1))).isEqualTo(Ending.DONE);
        assertThat(strictly(THREE.subList(1, 3))).isEqualTo(Ending.DONE);
        assertThat(stage.queue.owed())
                .extracting(owed -> owed.notBefore().isAfter(NOW))
                .containsExactly(true, false);
    }

    @Test
    void noteComesBeforeTheMessage() {
        stage.connected("slow", Dialects.PLAIN, MINUTE);
        stage.posts.answer((id, frame) -> new Outcome.Throttled());
        stage.queue.fail();

        assertThat(strictly(THREE).comeback()).isPresent();
        assertThat(row("slow").owed()).isEqualTo(ids("id-1", "id-2", "id-3"));
    }

    @Test
    void whomACheckpointNamesGetsNothingBeforeWhatItIsOwed() {
        stage.crowd(100);
        get(stage.progress.save(LOBBY, THREE.subList(0, 2), named("c0005")));
        stage.posts.answer((id, frame) -> id.equals("c0005") ? new Outcome.Throttled() : new Outcome.Delivered());
        assertThat(redelivered(publication(1))).isEmpty();
        stage.posts.answer((id, frame) -> new Outcome.Delivered());
        assertThat(redelivered(publication(2))).isEmpty();

        assertThat(stage.posts.to("c0005")).isEmpty();
        assertThat(stage.queue.owed())
                .extracting(Owed::publications)
                .containsExactly(List.of(publication(1)), List.of(publication(2)));
    }

    @Test
    void whomACheckpointNamesMayHaveGone() {
        stage.crowd(100);
        Checkpoint.Reached from = named("c0005");
        get(stage.connections.forget(LOBBY, new ConnectionId("c0005")));

        assertThat(strictly(THREE, from)).isEqualTo(Ending.DONE);
        assertThat(stage.posts.reached()).hasSize(10).startsWith("c0090");
    }

    @Test
    void whomACheckpointNamesIsNotPostedToUnread() {
        stage.crowd(100);
        Checkpoint.Reached from = named("c0005");
        stage.connections.fail();

        assertThat(strictly(THREE, from))
                .isEqualTo(Ending.failed("the connections can't be read: IllegalStateException: the table is away"));
        assertThat(stage.posts.frames()).isEmpty();
    }

    @Test
    void whatComesLaterQueuesUpBehindWhatIsOwed() {
        Connection slow = stage.connected("slow", Dialects.PLAIN, MINUTE);
        get(stage.connections.owe(LOBBY, slow, ids("id-0")));

        assertThat(strictly(THREE)).isEqualTo(Ending.DONE);
        assertThat(stage.posts.frames()).isEmpty();
        assertThat(row("slow").owed()).isEqualTo(ids("id-0", "id-1", "id-2", "id-3"));
        assertThat(stage.queue.owed()).flatMap(Owed::publications).isEqualTo(THREE);
    }

    @Test
    void whoWillNotCatchUpIsClosed() {
        Connection slow = stage.connected("slow", Dialects.PLAIN, MINUTE);
        Set<PublicationId> many = Set.copyOf(Stream.iterate(0, i -> i + 1)
                .limit(FanOutPosts.MAX_OWED + 1)
                .map(i -> new PublicationId("p" + i))
                .toList());
        get(stage.connections.owe(LOBBY, slow, many));

        assertThat(strictly(THREE)).isEqualTo(Ending.DONE);
        assertThat(stage.posts.closed()).containsExactly("slow");
        assertThat(stage.connections.ids(LOBBY)).isEmpty();
    }

    @Test
    void paidDebtsAreOwedNoMore() {
        Connection slow = owing("id-1", "id-2", "id-3");

        assertThat(pay(slow, 1)).isEqualTo(Ending.DONE);
        assertThat(stage.posts.to("slow")).hasSize(3);
        assertThat(row("slow").owed()).isEmpty();
    }

    @Test
    void whatHasBeenPaidIsNotPostedAgain() {
        Connection slow = owing("id-3");

        assertThat(pay(slow, 2)).isEqualTo(Ending.DONE);
        assertThat(stage.posts.to("slow")).hasSize(1).first().asString().contains("id-3");
    }

    @Test
    void whatCannotBeDeliveredComesBackWithItsRecordAndKeepsWhatWas() {
        Connection slow = owing("id-1", "id-2", "id-3");
        stage.posts.answer(
                (id, frame) -> frame.text().contains("id-1\"") ? new Outcome.Delivered() : new Outcome.Failed("503"));

        assertThat(pay(slow, 3).comeback())
                .hasValueSatisfying(comeback -> assertThat(comeback.after()).contains(Duration.ofSeconds(1)));
        assertThat(row("slow").owed()).isEqualTo(ids("id-2", "id-3"));
        assertThat(pay(row("slow"), 3).comeback())
                .hasValueSatisfying(comeback -> assertThat(comeback.after()).contains(Duration.ofSeconds(8)));
        assertThat(stage.queue.messages()).isEmpty();
    }

    /** A record of many publications may need more receives than a connection has tries. */
    @Test
    void whoTakesSomethingIsNotGivenUp() {
        Connection slow = owing("id-1", "id-2", "id-3");
        stage.posts.answer(
                (id, frame) -> frame.text().contains("id-1\"") ? new Outcome.Delivered() : new Outcome.Throttled());

        assertThat(pay(slow, 20).comeback()).isPresent();
        assertThat(stage.posts.closed()).isEmpty();
        assertThat(pay(row("slow"), 21)).isEqualTo(Ending.DONE);
        assertThat(stage.posts.closed()).containsExactly("slow");
    }

    @Test
    void eighthTryCloses() {
        Connection slow = owing("id-1");
        stage.posts.answer((id, frame) -> new Outcome.Throttled());

        assertThat(pay(slow, 7)).isEqualTo(Ending.DONE);
        assertThat(stage.posts.closed()).containsExactly("slow");
        assertThat(stage.connections.ids(LOBBY)).isEmpty();
    }

    @Test
    void whoIsGoneIsOwedNothing() {
        Connection slow = owing("id-1");
        get(stage.connections.forget(LOBBY, slow));

        assertThat(pay(slow, 1)).isEqualTo(Ending.DONE);
        assertThat(stage.posts.frames()).isEmpty();
    }

    @Test
    void tableThatIsAwayBringsItBack() {
        Connection slow = owing("id-1");
        stage.connections.fail();

        assertThat(pay(slow, 1).comeback()).isPresent();
    }

    @Test
    void bugIsNotTakenForATableThatIsAway() {
        Connection slow = owing("id-1");
        stage.posts.onPost(() -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(paying(slow, 1))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withMessageContaining("a bug");
    }

    @Test
    void timeThatRunsOutBringsTheRecordBackToWhereItWas() {
        stage.crowd(Pace.START + 50);
        stage.posts.onPost(() -> stage.left(Duration.ofSeconds(5)));

        assertThat(strictly(THREE).comeback())
                .hasValueSatisfying(comeback -> assertThat(comeback.after()).contains(Duration.ZERO));
        assertThat(stage.queue.continuations()).isEmpty();
        assertThat(stage.progress.saved()).hasSize(1);
        var saved = (Checkpoint.Reached) stage.progress.saved().getFirst();
        assertThat(saved.cursor()).isNotNull();
        assertThat(saved.cursor()).isNotEqualTo(new Cursor(new ConnectionId(Stage.name(Pace.START + 49))));
    }

    private Connection owing(String... ids) {
        Connection slow = stage.connected("slow", Dialects.PLAIN, MINUTE);
        get(stage.connections.owe(LOBBY, slow, ids(ids)));
        return slow;
    }

    private Ending pay(Connection connection, int receives) {
        return get(paying(connection, receives));
    }

    private CompletableFuture<Ending> paying(Connection connection, int receives) {
        var owed = new Owed(LOBBY, THREE, List.of(connection), 1, NOW);
        var settlement = new Settlement(owed.tries() + receives - 1, 0.5);
        return new FifoPayment(stage.ports, stage.timing, settlement, owed, stage.means).pay();
    }

    private Ending strictly(List<Publication> publications) {
        return strictly(publications, Stage.START);
    }

    private Ending strictly(List<Publication> publications, Checkpoint.Reached from) {
        return get(stage.fanOut.toAudience(new Work(LOBBY, publications, true), from, stage.means));
    }

    /** Of a hundred, all are served but one and the last ten. */
    private Checkpoint.Reached named(String id) {
        return new Checkpoint.Reached(new Cursor(new ConnectionId("c0089")), List.of(row(id)));
    }

    private List<FailedRecord> redelivered(Publication publication) {
        var receipt = new Receipt(publication.id().value(), "handle", 2, Optional.of("group"));
        return get(stage.broadcast(1)
                .publications(
                        List.of(new ReceivedRecord<>(receipt, new ReadResult.Accepted<>(publication))), stage.means));
    }

    private Connection row(String id) {
        return get(stage.connections.find(LOBBY, new ConnectionId(id))).orElseThrow();
    }
}
