package herald.routes;

import static herald.routes.Conversation.ID;
import static herald.routes.Conversation.JOINED;
import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Phase;
import herald.dialects.Dialects;
import herald.posts.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Socket.IO client's {@code 40}. */
@Timeout(60)
class JoinsSocketIoTest {

    private final Conversation client = new Conversation();

    @Test
    void clientThatJoinsIsToldAndThenHears() {
        client.row(Phase.OPENING);
        client.posts.onPost(() -> assertThat(client.phase()).isEqualTo(Phase.JOINING));

        RouteAnswer answer = client.sample("message-socketio-connect.json");

        assertThat(answer).isEqualTo(RouteAnswer.of(200, "joined"));
        assertThat(client.told()).containsExactly(JOINED);
        assertThat(client.phase()).isEqualTo(Phase.JOINED);
    }

    @Test
    void joinThatIsRepeatedChangesNothing() {
        client.row(Phase.OPENING);
        client.say("40");
        client.say("40{}");

        assertThat(client.told()).containsExactly(JOINED);
        assertThat(client.phase()).isEqualTo(Phase.JOINED);
    }

    @Test
    void joinThatWasNotFinishedIsFinishedByTheNext() {
        client.row(Phase.JOINING);

        assertThat(client.say("40").did()).isEqualTo("joined");
        assertThat(client.told()).containsExactly(JOINED);
        assertThat(client.phase()).isEqualTo(Phase.JOINED);
    }

    @Test
    void twoJoinsAtOnceEndAsOne() {
        client.row(Phase.OPENING);
        client.posts.hold();
        var one = client.saying("40");
        var other = client.saying("40");
        client.posts.release();

        assertThat(List.of(one.join(), other.join())).containsOnly(RouteAnswer.of(200, "joined"));
        assertThat(client.phase()).isEqualTo(Phase.JOINED);
    }

    @Test
    void recoveringClientGetsASecretThatIsNew() {
        client.row(Dialects.RECOVERABLE_SOCKET_IO, Phase.OPENING);

        client.say("40{\"pid\":\"old\",\"offset\":\"17\"}");

        assertThat(client.told()).hasSize(1);
        assertThat(client.told().getFirst())
                .matches("40\\{\"sid\":\"L0SM9cOFvHcCIhw=\",\"pid\":\"[0-9a-f-]{36}\"}")
                .doesNotContain("old");
    }

    @Test
    void clientThatDidNotAskForRecoveryGetsNoSecret() {
        client.row(Phase.OPENING);

        client.say("40{\"pid\":\"old\",\"offset\":\"17\"}");

        assertThat(client.told()).containsExactly(JOINED);
    }

    @Test
    void answerThatIsRefusedIsTriedAgain() {
        client.row(Phase.OPENING);
        var tries = new AtomicInteger();
        client.posts.answer(
                (id, frame) -> tries.incrementAndGet() < 3 ? new Outcome.Throttled() : new Outcome.Delivered());

        assertThat(client.say("40").did()).isEqualTo("joined");
        assertThat(client.pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void clientThatCannotBeToldHasToStartOver() {
        client.row(Phase.OPENING);
        client.posts.answer(
                (id, frame) -> frame.text().equals("{}") ? new Outcome.Delivered() : new Outcome.Failed("503"));

        RouteAnswer answer = client.say("40");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.reason().orElseThrow()).contains("503");
        assertThat(client.told()).containsExactly("{}");
        assertThat(client.posts.closed()).containsExactly(ID.value());
    }

    @Test
    void clientThatHasGoneMeanwhileIsNoFailure() {
        client.row(Phase.OPENING);
        client.posts.answer((id, frame) -> new Outcome.Gone());

        assertThat(client.say("40")).isEqualTo(RouteAnswer.of(200, "left"));
        assertThat(client.phase()).isEqualTo(Phase.JOINING);
    }

    @Test
    void tableThatIsAwayMakesAJoiningClientStartOver() {
        client.connections.fail();

        assertThat(client.say("40").status()).isEqualTo(200);
        assertThat(client.posts.closed()).containsExactly(ID.value());
    }

    @Test
    void tableThatGoesAwayWhileItJoinsMakesItStartOver() {
        client.row(Phase.OPENING);
        client.posts.onPost(client.connections::fail);

        assertThat(client.say("40").did()).isEqualTo("failed");
        assertThat(client.told()).containsExactly(JOINED, "{}");
        assertThat(client.posts.closed()).containsExactly(ID.value());
    }
}
