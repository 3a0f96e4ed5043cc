package herald.fanout;

import static herald.Samples.publication;
import static herald.fanout.Stage.LOBBY;
import static herald.fanout.Stage.NOW;
import static herald.fanout.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.Phase;
import herald.dialects.Dialects;
import herald.posts.Outcome;
import herald.publications.ReadResult;
import herald.queues.DeliveryMessage;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.DeliveryMessage.Welcome;
import herald.queues.Receipt;
import herald.queues.ReceivedRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first word to Socket.IO clients, and that they hear nothing else before they have joined. */
@Timeout(60)
class GreeterTest {

    private static final ConnectionId ID = new ConnectionId("a=");
    private static final String OPEN = "0{\"sid\":\"a=\",\"upgrades\":[],\"pingInterval\":240000,"
            + "\"pingTimeout\":360000,\"maxPayload\":32768}";

    private final Stage stage = new Stage();
    private final AtomicInteger attempts = new AtomicInteger();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void openPacketIsPosted() {
        opening(Duration.ZERO);

        assertThat(greet(Duration.ZERO)).isEmpty();
        assertThat(stage.posts.to("a=")).containsExactly(OPEN);
    }

    @Test
    void connectionThatIsNotReadyIsTriedAgainInPlace() {
        opening(Duration.ZERO);
        refuse(5, new Outcome.Gone());

        assertThat(greet(Duration.ZERO)).isEmpty();
        assertThat(stage.posts.to("a=")).containsExactly(OPEN);
        assertThat(attempts).hasValue(6);
    }

    @Test
    void attemptsInPlaceTakeThreeSecondsAndThenTheRecordComesBackSoon() {
        opening(Duration.ZERO);
        refuse(Integer.MAX_VALUE, new Outcome.Gone());

        List<FailedRecord> failures = greet(Duration.ZERO);

        assertThat(failures).extracting(FailedRecord::after).containsExactly(Duration.ofSeconds(2));
        assertThat(attempts.get()).isBetween(8, 20);
        assertThat(stage.connections.ids(LOBBY)).containsExactly("a=");
    }

    @Test
    void noAttemptStartsWhenTheTimeOfTheInvocationIsUp() {
        opening(Duration.ZERO);
        stage.posts.onPost(() -> stage.left(Duration.ofSeconds(1)));
        refuse(Integer.MAX_VALUE, new Outcome.Gone());

        assertThat(greet(Duration.ZERO)).hasSize(1);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void throttledAndFailedPostsAreTriedAgainToo() {
        opening(Duration.ZERO);
        stage.posts.answer((id, frame) -> switch (attempts.incrementAndGet()) {
            case 1 -> new Outcome.Throttled();
            case 2 -> new Outcome.Failed("503");
            default -> new Outcome.Delivered();
        });

        assertThat(greet(Duration.ZERO)).isEmpty();
        assertThat(stage.posts.to("a=")).containsExactly(OPEN);
    }

    @Test
    void clientWhoseRowIsGoneIsGivenUpAtOnce() {
        refuse(Integer.MAX_VALUE, new Outcome.Gone());

        assertThat(greet(Duration.ZERO)).isEmpty();
        assertThat(attempts).hasValue(1);
        assertThat(stage.count("gone")).isEqualTo(1);
    }

    @Test
    void clientThatGoesMeanwhileIsNotWaitedFor() {
        opening(Duration.ZERO);
        stage.posts.onPost(() -> {
            if (attempts.get() == 2) {
                get(stage.connections.forget(LOBBY, ID));
            }
        });
        refuse(Integer.MAX_VALUE, new Outcome.Gone());

        assertThat(greet(Duration.ZERO)).isEmpty();
        assertThat(attempts).hasValue(3);
    }

    @Test
    void clientThatHasSpokenWasSpokenTo() {
        row(Duration.ZERO, Phase.JOINING);
        refuse(Integer.MAX_VALUE, new Outcome.Gone());

        assertThat(greet(Duration.ZERO)).isEmpty();
        assertThat(stage.connections.ids(LOBBY)).containsExactly("a=");
    }

    @Test
    void clientThatIsTooOldIsGivenUpAndClosedAndForgotten() {
        opening(Duration.ofSeconds(30));
        refuse(Integer.MAX_VALUE, new Outcome.Gone());

        assertThat(greet(Duration.ofSeconds(30))).isEmpty();
        assertThat(attempts).hasValue(1);
        assertThat(stage.posts.closed()).containsExactly("a=");
        assertThat(stage.connections.ids(LOBBY)).isEmpty();
    }

    @Test
    void oldWelcomeIsTriedBeforeItIsGivenUp() {
        opening(Duration.ofSeconds(60));

        assertThat(greet(Duration.ofSeconds(60))).isEmpty();
        assertThat(stage.posts.to("a=")).containsExactly(OPEN);
    }

    @Test
    void idThatIsNoneIsGivenUp() {
        opening(Duration.ZERO);
        refuse(Integer.MAX_VALUE, new Outcome.UnknownId("Invalid connectionId: a="));

        assertThat(greet(Duration.ZERO)).isEmpty();
        assertThat(stage.connections.ids(LOBBY)).isEmpty();
    }

    @Test
    void wrongPolicyIsToldAsOne() {
        opening(Duration.ZERO);
        refuse(Integer.MAX_VALUE, new Outcome.Refused("not allowed"));

        assertThat(greet(Duration.ZERO))
                .extracting(FailedRecord::reason)
                .first()
                .asString()
                .contains("not allowed");
    }

    @Test
    void unreadableTableLeavesItToTheQueue() {
        opening(Duration.ZERO);
        stage.connections.fail();
        refuse(Integer.MAX_VALUE, new Outcome.Gone());

        assertThat(greet(Duration.ZERO)).hasSize(1);
    }

    @Test
    void onlyWhoHasJoinedHearsAndWhoIsJoiningALittleLater() {
        stage.speaking("opening", Phase.OPENING);
        Connection joining = stage.speaking("joining", Phase.JOINING);
        stage.speaking("joined", Phase.JOINED);
        stage.connected("plain", Dialects.PLAIN, Duration.ofMinutes(1));

        assertThat(get(stage.toLobby(List.of(publication(1))))).isEqualTo(Ending.DONE);
        assertThat(stage.posts.reached()).containsExactly("joined", "plain");
        assertThat(stage.posts.to("joined")).containsExactly("42[\"item_added\",{\"number\":1}]");
        assertThat(stage.queue.messages()).singleElement().isInstanceOfSatisfying(Owed.class, owed -> {
            assertThat(owed.connections()).containsExactly(joining);
            assertThat(owed.notBefore()).isEqualTo(NOW.plusSeconds(1));
        });
        assertThat(stage.count("delivered")).isEqualTo(2);
        assertThat(stage.connections.ids(LOBBY)).hasSize(4);
    }

    @Test
    void pagesOfClientsThatDoNotHearAreNoEnd() {
        for (int i = 0; i < 2 * Stage.PAGE_ROWS; i++) {
            stage.speaking(Stage.name(i), Phase.OPENING);
        }
        stage.connected("last", Dialects.PLAIN, Duration.ofMinutes(1));

        assertThat(get(stage.toLobby(List.of(publication(1))))).isEqualTo(Ending.DONE);
        assertThat(stage.posts.reached()).containsExactly("last");
    }

    /** Each pause moves the clock. */
    private List<FailedRecord> greet(Duration age) {
        stage.pausesTakeTime();
        var welcome = new ReadResult.Accepted<DeliveryMessage>(new Welcome(LOBBY, ID, NOW.minus(age)));
        var record = new ReceivedRecord<>(new Receipt("m", "h", 1, Optional.empty()), welcome);
        return get(stage.broadcast(1).deliveries(List.of(record), stage.means));
    }

    private void opening(Duration age) {
        row(age, Phase.OPENING);
    }

    private void row(Duration age, Phase phase) {
        get(stage.connections.add(LOBBY, new Connection(ID, Dialects.SOCKET_IO, NOW.minus(age)).in(phase)));
    }

    private void refuse(int times, Outcome outcome) {
        stage.posts.answer((id, frame) -> attempts.incrementAndGet() <= times ? outcome : new Outcome.Delivered());
    }
}
