package herald.fanout;

import static herald.Samples.json;
import static herald.fanout.Stage.LOBBY;
import static herald.fanout.Stage.NOW;
import static herald.fanout.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.dialects.Dialects;
import herald.posts.Outcome;
import herald.publications.ChannelName;
import herald.publications.EventName;
import herald.publications.Publication;
import herald.publications.PublicationId;
import herald.publications.ReadResult;
import herald.queues.DeliveryMessage;
import herald.queues.DeliveryMessage.Continuation;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.Receipt;
import herald.queues.ReceivedRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BroadcastTest {

    private final Stage stage = new Stage();
    private final Broadcast broadcast = stage.broadcast(1);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void batchReachesEverybodyInItsOrder() {
        stage.crowd(3);

        assertThat(publish(List.of(record("1"), record("2"), record("3")))).isEmpty();
        assertThat(stage.posts.to("c0002")).map(BroadcastTest::id).containsExactly("1", "2", "3");
    }

    @Test
    void poisonRecordFailsAloneAndComesBackAtOnce() {
        stage.crowd(1);

        assertThat(publish(List.of(record("1"), rejected("2", null), record("3"))))
                .containsExactly(new FailedRecord(receipt("2", 1, null), "no JSON", Duration.ZERO));
        assertThat(stage.posts.to("c0000")).map(BroadcastTest::id).containsExactly("1", "3");
    }

    @Test
    void poisonRecordDoesNotTakeItsFifoGroupToTheDeadLetterQueue() {
        stage.crowd(1);

        List<FailedRecord> failures = publish(List.of(
                record("1", "a", "lobby"), rejected("2", "a"), record("3", "b", "lobby"), record("4", "a", "lobby")));

        assertThat(ids(failures)).containsExactly("2");
        assertThat(stage.posts.to("c0000")).map(BroadcastTest::id).containsExactly("1", "3", "4");
    }

    @Test
    void fifoGroupStopsAtItsFirstFailedFanOut() {
        stage.crowd(1);
        get(stage.connections.add(
                new Audience(new ChannelName("other"), 0),
                stage.connected("x", Dialects.PLAIN, Duration.ofMinutes(1))));
        stage.posts.answer((to, frame) ->
                frame.text().contains("\"other\"") ? new Outcome.Refused("status 403") : new Outcome.Delivered());

        List<FailedRecord> failures = publish(List.of(
                record("1", "a", "lobby"),
                record("2", "a", "other"),
                record("3", "b", "lobby"),
                record("4", "a", "lobby")));

        assertThat(ids(failures)).containsExactly("2", "4");
        assertThat(failures)
                .extracting(FailedRecord::after)
                .containsOnly(failures.getFirst().after());
        assertThat(stage.posts.to("c0000")).map(BroadcastTest::id).containsExactly("1", "3");
    }

    @Test
    void neighboursOfAStandardQueueAreFannedOutByChannelTogether() {
        stage.connected("b", Dialects.BATCH, Duration.ofMinutes(1));

        assertThat(publish(List.of(record("1"), record("2", null, "other"), record("3"))))
                .isEmpty();
        assertThat(stage.posts.to("b")).hasSize(1);
    }

    @Test
    void failedRecordsComeBackAfterGrowingDelays() {
        stage.connections.failFromPage(1);

        assertThat(List.of(1, 2, 5, 6, 40))
                .map(receives -> publish(List.of(new ReceivedRecord<>(
                                receipt("1", receives, null), new ReadResult.Accepted<>(publication("1", "lobby")))))
                        .getFirst()
                        .after())
                .containsExactly(
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(64),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(2));
    }

    @Test
    void shardsAreHandedOver() {
        stage.crowd(1);

        assertThat(get(stage.broadcast(3).publications(List.of(record("1"), record("2")), stage.means)))
                .isEmpty();
        List<Publication> both = List.of(publication("1", "lobby"), publication("2", "lobby"));
        assertThat(stage.queue.messages())
                .containsExactly(
                        new Continuation(new Audience(ChannelName.LOBBY, 0), both, null),
                        new Continuation(new Audience(ChannelName.LOBBY, 1), both, null),
                        new Continuation(new Audience(ChannelName.LOBBY, 2), both, null));
        assertThat(stage.posts.frames()).isEmpty();
    }

    @Test
    void shardsThatCannotBeHandedOverFail() {
        stage.queue.fail();

        assertThat(ids(get(stage.broadcast(2).publications(List.of(record("1")), stage.means))))
                .containsExactly("1");
    }

    @Test
    void continuationIsFannedOut() {
        stage.crowd(3);
        var work = new Continuation(LOBBY, List.of(publication("1", "lobby")), null);

        assertThat(deliver(work, null)).isEmpty();
        assertThat(stage.posts.reached()).hasSize(3);
    }

    @Test
    void bugIsNotTakenForProgressThatCannotBeRead() {
        stage.crowd(1);
        stage.posts.onPost(() -> {
            throw new IllegalStateException("a bug");
        });
        var shard = new ReceivedRecord<DeliveryMessage>(
                receipt("9", 1, null),
                new ReadResult.Accepted<>(new Continuation(LOBBY, List.of(publication("1", "lobby")), null)));

        assertThat(List.of(
                        broadcast.publications(List.of(record("1")), stage.means),
                        broadcast.deliveries(List.of(shard), stage.means)))
                .allSatisfy(done -> assertThat(done)
                        .failsWithin(Duration.ofSeconds(30))
                        .withThrowableThat()
                        .withMessageContaining("a bug"));
    }

    @Test
    void owedThatIsEarlyOnAFifoQueueComesBackWhenItIsDue() {
        Connection one = stage.connected("one", Dialects.PLAIN, Duration.ofMinutes(1));
        var owed = new Owed(LOBBY, List.of(publication("1", "lobby")), List.of(one), 1, NOW.plusMillis(2_500));

        assertThat(deliver(owed, "group"))
                .containsExactly(
                        new FailedRecord(receipt("9", 1, "group"), "it is not due yet", Duration.ofSeconds(3)));
        assertThat(stage.posts.frames()).isEmpty();
    }

    private List<FailedRecord> publish(List<ReceivedRecord<Publication>> records) {
        return get(broadcast.publications(records, stage.means));
    }

    private List<FailedRecord> deliver(DeliveryMessage message, @Nullable String group) {
        return get(broadcast.deliveries(
                List.of(new ReceivedRecord<>(receipt("9", 1, group), new ReadResult.Accepted<>(message))),
                stage.means));
    }

    private static List<String> ids(List<FailedRecord> failures) {
        return failures.stream().map(failure -> failure.receipt().messageId()).toList();
    }

    private static String id(String text) {
        return text.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
    }

    private static ReceivedRecord<Publication> record(String id) {
        return record(id, null, "lobby");
    }

    private static ReceivedRecord<Publication> record(String id, @Nullable String group, String channel) {
        return new ReceivedRecord<>(receipt(id, 1, group), new ReadResult.Accepted<>(publication(id, channel)));
    }

    private static ReceivedRecord<Publication> rejected(String id, @Nullable String group) {
        return new ReceivedRecord<>(receipt(id, 1, group), new ReadResult.Rejection<>("no JSON"));
    }

    private static Publication publication(String id, String channel) {
        return new Publication(
                new EventName("item_added"), json("{}"), new PublicationId(id), new ChannelName(channel));
    }

    private static Receipt receipt(String id, int receives, @Nullable String group) {
        return new Receipt(id, "handle-" + id, receives, Optional.ofNullable(group));
    }
}
