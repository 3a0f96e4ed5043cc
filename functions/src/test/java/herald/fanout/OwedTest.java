package herald.fanout;

import static herald.Samples.publication;
import static herald.fanout.Stage.LOBBY;
import static herald.fanout.Stage.NOW;
import static herald.fanout.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Connection;
import herald.dialects.Dialects;
import herald.posts.Outcome;
import herald.publications.Publication;
import herald.queues.DeliveryMessage.Owed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a standard queue brings back to those who are owed it. */
@Timeout(60)
class OwedTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final List<Publication> ONE = List.of(publication(1));
    private static final List<Publication> THREE = List.of(publication(1), publication(2), publication(3));

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void eightTriesCloseTheConnection() {
        Connection slow = stage.connected("slow", Dialects.PLAIN, MINUTE);
        answer("slow", new Outcome.Throttled());

        assertThat(toOwed(new Owed(LOBBY, ONE, List.of(slow), 7, NOW))).isEqualTo(Ending.DONE);
        assertThat(stage.posts.closed()).containsExactly("slow");
        assertThat(stage.connections.ids(LOBBY)).isEmpty();
        assertThat(stage.count("closed")).isEqualTo(1);
        assertThat(stage.queue.messages()).isEmpty();
    }

    @Test
    void connectionThatCannotBeClosedNowIsOwedAgain() {
        Connection slow = stage.connected("slow", Dialects.PLAIN, MINUTE);
        answer("slow", new Outcome.Failed("503"));
        stage.posts.answerClosing(new Outcome.Failed("503"));

        assertThat(toOwed(new Owed(LOBBY, ONE, List.of(slow), 7, NOW))).isEqualTo(Ending.DONE);
        assertThat(stage.queue.messages()).containsExactly(new Owed(LOBBY, ONE, List.of(slow), 7, NOW.plusSeconds(64)));
        assertThat(stage.connections.ids(LOBBY)).containsExactly("slow");
    }

    @Test
    void owedConnectionThatHasExpiredIsForgotten() {
        Connection old = stage.connected("old", Dialects.PLAIN, Duration.ofHours(3));

        assertThat(toOwed(new Owed(LOBBY, ONE, List.of(old), 3, NOW))).isEqualTo(Ending.DONE);
        assertThat(stage.posts.frames()).isEmpty();
        assertThat(stage.connections.ids(LOBBY)).isEmpty();
    }

    @Test
    void owedConnectionsGetWhatTheyAreOwed() {
        Connection one = stage.connected("one", Dialects.PLAIN, MINUTE);
        stage.connected("other", Dialects.PLAIN, MINUTE);

        assertThat(toOwed(new Owed(LOBBY, THREE, List.of(one), 3, NOW))).isEqualTo(Ending.DONE);
        assertThat(stage.posts.reached()).containsExactly("one");
        assertThat(stage.posts.to("one")).hasSize(3);
    }

    private void answer(String id, Outcome outcome) {
        stage.posts.answer((to, frame) -> to.equals(id) ? outcome : new Outcome.Delivered());
    }

    private Ending toOwed(Owed owed) {
        return get(stage.fanOut.toOwed(owed, stage.means));
    }
}
