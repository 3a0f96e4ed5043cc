package herald.routes;

import static herald.Samples.json;
import static herald.routes.Conversation.ID;
import static herald.routes.Conversation.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Phase;
import herald.dialects.Dialects;
import herald.publications.ChannelName;
import herald.publications.EventName;
import herald.publications.RawJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code $default} of Socket.IO clients that have joined or have not. */
@Timeout(60)
class MessagesSocketIoTest {

    private final Conversation client = new Conversation();

    @Test
    void eventIsPublishedAndAcknowledged() {
        client.row(Phase.JOINED);

        RouteAnswer answer = client.sample("message-socketio-event.json");

        assertThat(answer).isEqualTo(RouteAnswer.of(200, "published"));
        assertThat(client.queue.sent())
                .containsExactly(new MemoryPublishQueue.Sent(
                        new EventName("item_removed"),
                        json("{\"id\":\"42\", \"price\":1.10}"),
                        ChannelName.LOBBY,
                        "PaBcDdKjliACEhA="));
        assertThat(client.told()).containsExactly("4312[{\"status\":\"ok\"}]");
    }

    @Test
    void eventWithoutAnIdIsNotAnswered() {
        client.row(Phase.JOINED);

        client.say("42[\"item_removed\"]");

        assertThat(client.queue.sent())
                .extracting(MemoryPublishQueue.Sent::data)
                .containsExactly(RawJson.NULL);
        assertThat(client.posts.frames()).isEmpty();
    }

    @Test
    void clientThatPublishesHearsAtOnce() {
        client.row(Phase.JOINING);

        assertThat(client.say("42[\"item_removed\",1]").did()).isEqualTo("published");
        assertThat(client.phase()).isEqualTo(Phase.JOINED);
    }

    @Test
    void refusedEventGetsAnErrorAckOrAnErrorEvent() {
        client.row(Phase.JOINED);

        client.say("420[\"item_added\",1]");
        client.say("42[\"item_added\",1]");

        String rest = "\"code\":\"unknown_event\",\"message\":\"Clients can't publish the event 'item_added'.\"}]";
        assertThat(client.told()).containsExactly("430[{\"status\":\"error\"," + rest, "42[\"error\",{" + rest);
        assertThat(client.queue.sent()).isEmpty();
    }

    @Test
    void moreThanOneArgumentIsRefused() {
        client.row(Phase.JOINED);

        client.say("423[\"item_removed\",1,2]");

        assertThat(client.told().getFirst())
                .startsWith("433[{\"status\":\"error\"")
                .contains("more than one argument");
        assertThat(client.queue.sent()).isEmpty();
    }

    @Test
    void queueThatIsAwayIsToldInTheAck() {
        client.row(Phase.JOINED);
        client.queue.fail();

        client.say("423[\"item_removed\",1]");

        assertThat(client.told().getFirst()).startsWith("433[{\"status\":\"error\",\"code\":\"unavailable\"");
    }

    @Test
    void tableThatIsAwayIsToldInTheAck() {
        client.connections.fail();

        client.say("423[\"item_removed\",1]");

        assertThat(client.told().getFirst()).startsWith("433[{\"status\":\"error\",\"code\":\"unavailable\"");
        assertThat(client.posts.closed()).isEmpty();
    }

    @Test
    void whoLeavesHearsNothingAndMayJoinAgain() {
        client.row(Phase.JOINED);

        assertThat(client.say("41")).isEqualTo(RouteAnswer.of(200, "left"));
        assertThat(client.phase()).isEqualTo(Phase.OPENING);
        assertThat(client.say("41")).isEqualTo(RouteAnswer.of(200, "ignored"));
        assertThat(client.say("40").did()).isEqualTo("joined");
    }

    @Test
    void goodbyesInAnyOrderAndNumberDoNoHarm() {
        client.row(Phase.JOINED);
        for (String word : List.of("41", "1", "41", "$disconnect", "41", "1", "$disconnect", "1")) {
            RouteAnswer answer = word.equals("$disconnect") ? client.disconnect() : client.say(word);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.reason()).isEmpty();
        }
        assertThat(client.posts.frames()).isEmpty();
        assertThat(client.connections.ids(LOBBY)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void heartbeatIsTakenInAnyPhase(Phase phase) {
        client.row(phase);

        client.say("2probe");
        client.say("2");
        client.say("3");
        client.say("3whatever");

        assertThat(client.told()).containsExactly("3probe", "3");
    }

    @Test
    void pongIsNotedOnTheRowAndNothingElseIs() {
        client.row(Phase.JOINED);
        Instant connected = client.heardAt();
        client.later(Duration.ofMinutes(4));

        client.say("42[\"item_removed\",1]");
        client.say("2");
        assertThat(client.heardAt()).isEqualTo(connected);
        assertThat(client.say("3")).isEqualTo(RouteAnswer.of(200, "alive"));
        assertThat(client.heardAt()).isEqualTo(connected.plus(Duration.ofMinutes(4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "4abc", "42{}", "42abc[\"e\"]", "40\"a\"", "", " ", "451-[\"e\"]", "{}", "[]", "7"})
    void whatIsNoPacketEndsTheConnectionWithoutAWord(String text) {
        client.row(Phase.JOINED);

        RouteAnswer answer = client.say(text);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.did()).isEqualTo("closed");
        assertThat(answer.reason()).isPresent();
        assertThat(client.posts.closed()).containsExactly(ID.value());
        assertThat(client.posts.frames()).isEmpty();
    }

    @Test
    void eventBeforeJoiningEndsTheConnection() {
        client.row(Phase.OPENING);

        client.say("42[\"item_removed\",1]");

        assertThat(client.posts.closed()).containsExactly(ID.value());
        assertThat(client.queue.sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "42[\"item_removed\",1]", "3", "2"})
    void clientWhoseRowIsGoneStartsOver(String text) {
        assertThat(client.say(text).status()).isEqualTo(200);
        assertThat(client.told()).containsExactly("{}");
        assertThat(client.posts.closed()).containsExactly(ID.value());
        assertThat(client.queue.sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "41", "1", "3", "2", "42[\"item_removed\",1]", "abc"})
    void plainClientGetsWhatItAlwaysGot(String text) {
        client.row(Dialects.PLAIN, Phase.JOINED);

        assertThat(client.say(text).reason()).contains("malformed");
        assertThat(client.told().getFirst()).startsWith("{\"event\":\"error\",\"data\":{\"code\":\"malformed\"");
        assertThat(client.posts.closed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"41", "1", "2", "3", "abc", "6", "42[\"item_removed\",1,2]", "430[]"})
    void tableThatIsAwayIsAlways200(String text) {
        client.connections.fail();

        assertThat(client.say(text).status()).isEqualTo(200);
        assertThat(client.posts.frames()).isEmpty();
    }
}
