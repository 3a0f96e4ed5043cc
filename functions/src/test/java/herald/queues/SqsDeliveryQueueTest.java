package herald.queues;

import static herald.Samples.publication;
import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.dialects.Dialects;
import herald.publications.ChannelName;
import herald.publications.Publication;
import herald.queues.DeliveryMessage.Continuation;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.DeliveryMessage.Welcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** What is asked of SQS, within its limits. */
class SqsDeliveryQueueTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Audience LOBBY = new Audience(ChannelName.LOBBY, 0);
    private static final QueueUrl STANDARD = new QueueUrl("https://sqs.eu-central-1.amazonaws.com/1/Delivery");
    private static final QueueUrl FIFO = new QueueUrl("https://sqs.eu-central-1.amazonaws.com/1/Delivery.fifo");

    private final Requests sqs = new Requests();
    private final AtomicInteger looksAtTheClock = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({"-5000,0", "0,0", "1,1", "64000,64", "64001,65", "899999,900", "900000,900", "36000000,900"})
    void debtIsDelayedByWholeSecondsUpToAQuarterOfAnHour(long millis, int seconds) {
        queue(STANDARD)
                .send(List.of(owed(1, List.of(publication(1)), NOW.plusMillis(millis))))
                .join();

        assertThat(sqs.entries())
                .extracting(SendMessageBatchRequestEntry::delaySeconds)
                .containsExactly(seconds);
    }

    @Test
    void requestsHoldAtMostTenMessagesInTheirOrder() {
        List<Continuation> work = IntStream.range(0, 25)
                .mapToObj(shard ->
                        new Continuation(new Audience(ChannelName.LOBBY, shard), List.of(publication(shard)), null))
                .toList();

        queue(STANDARD).send(work).join();

        assertThat(sqs.requests).extracting(request -> request.entries().size()).containsExactly(10, 10, 5);
        assertThat(sqs.entries())
                .extracting(SendMessageBatchRequestEntry::messageBody)
                .containsExactlyElementsOf(
                        work.stream().map(DeliveryText::write).toList());
    }

    @Test
    void requestsHoldAtMostWhatSqsTakesAtOnce() {
        var large = publication("e", "\"" + "é".repeat(50_000) + "\"", "i");
        List<Continuation> work = IntStream.range(0, 5)
                .mapToObj(shard -> new Continuation(new Audience(ChannelName.LOBBY, shard), List.of(large), null))
                .toList();

        queue(STANDARD).send(work).join();

        assertThat(sqs.requests).allMatch(request -> bytes(request) <= 256 * 1024);
        assertThat(sqs.entries()).hasSize(5);
    }

    @Test
    void debtsOnAFifoQueueHaveAGroupForEachConnectionAndNoDelay() {
        queue(FIFO)
                .send(List.of(owed(3, List.of(publication(1)), NOW.plusSeconds(9))))
                .join();

        assertThat(sqs.entries())
                .extracting(SendMessageBatchRequestEntry::messageGroupId)
                .containsExactly("lobby#0/c0", "lobby#0/c1", "lobby#0/c2");
        assertThat(sqs.entries())
                .extracting(SendMessageBatchRequestEntry::messageDeduplicationId)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(sqs.entries())
                .extracting(SendMessageBatchRequestEntry::delaySeconds)
                .containsOnlyNulls();
    }

    @Test
    void twoOfAMessageGroupNeverShareARequest() {
        List<Owed> debts = List.of(owed(3, List.of(publication(1)), NOW), owed(2, List.of(publication(2)), NOW));

        queue(FIFO).send(debts).join();

        assertThat(sqs.groups())
                .containsExactly(
                        List.of("lobby#0/c0", "lobby#0/c1", "lobby#0/c2"), List.of("lobby#0/c0", "lobby#0/c1"));
    }

    @Test
    void welcomeWaitsForNobody() {
        var one = new Welcome(LOBBY, new ConnectionId("c0"), NOW);
        var other = new Welcome(LOBBY, new ConnectionId("c1"), NOW);
        queue(FIFO).send(List.of(one, other)).join();
        queue(FIFO).send(List.of(one)).join();
        queue(STANDARD).send(List.of(one)).join();

        assertThat(sqs.entries())
                .extracting(SendMessageBatchRequestEntry::messageGroupId)
                .containsExactly("welcome/c0", "welcome/c1", "welcome/c0", null);
        assertThat(sqs.entries().get(0).messageDeduplicationId())
                .isEqualTo(sqs.entries().get(2).messageDeduplicationId())
                .isNotEqualTo(sqs.entries().get(1).messageDeduplicationId());
        assertThat(sqs.entries().get(3).delaySeconds()).isZero();
    }

    @Test
    void theyDoOnAStandardQueueWhichHasNone() {
        queue(STANDARD)
                .send(List.of(owed(3, List.of(publication(1)), NOW), owed(2, List.of(publication(2)), NOW)))
                .join();

        assertThat(sqs.requests).hasSize(1);
    }

    @Test
    void nothingOfAMessageGroupIsSentBehindWhatWasNotTaken() {
        sqs.answer = refusal();

        assertThat(queue(FIFO)
                        .send(List.of(owed(1, List.of(publication(1)), NOW), owed(1, List.of(publication(2)), NOW))))
                .isCompletedExceptionally();
        assertThat(sqs.entries()).hasSize(1);
    }

    @Test
    void textsAreWrittenWhenTheirTurnHasCome() {
        List<Owed> debts = IntStream.range(0, 40)
                .mapToObj(i -> owed(1, List.of(publication(i)), NOW.plusSeconds(1)))
                .toList();
        sqs.answer = new CompletableFuture<>();

        CompletableFuture<Void> _ = queue(STANDARD).send(debts);

        assertThat(looksAtTheClock).hasValue(10);
    }

    @Test
    void messageThatIsNotTakenFailsTheSend() {
        sqs.answer = refusal();

        assertThat(queue(STANDARD).send(List.of(owed(1, List.of(publication(1)), NOW))))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withMessageContaining("InternalError");
    }

    private SqsDeliveryQueue queue(QueueUrl url) {
        return new SqsDeliveryQueue(() -> sqs, url, () -> {
            looksAtTheClock.incrementAndGet();
            return NOW;
        });
    }

    private static Owed owed(int connections, List<Publication> publications, Instant notBefore) {
        List<Connection> owing = IntStream.range(0, connections)
                .mapToObj(i -> new Connection(new ConnectionId("c" + i), Dialects.PLAIN, NOW))
                .toList();
        return new Owed(LOBBY, publications, owing, 1, notBefore);
    }

    private static CompletableFuture<SendMessageBatchResponse> refusal() {
        return CompletableFuture.completedFuture(SendMessageBatchResponse.builder()
                .failed(BatchResultErrorEntry.builder().code("InternalError").build())
                .build());
    }

    private static int bytes(SendMessageBatchRequest request) {
        return request.entries().stream()
                .mapToInt(entry -> entry.messageBody().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    /** Remembers what was asked. */
    private static final class Requests implements SqsAsyncClient {

        private final List<SendMessageBatchRequest> requests = new ArrayList<>();
        private CompletableFuture<SendMessageBatchResponse> answer = CompletableFuture.completedFuture(
                SendMessageBatchResponse.builder().build());

        List<SendMessageBatchRequestEntry> entries() {
            return requests.stream()
                    .flatMap(request -> request.entries().stream())
                    .toList();
        }

        /** The message groups of each request. */
        List<List<String>> groups() {
            return requests.stream()
                    .map(request -> request.entries().stream()
                            .map(SendMessageBatchRequestEntry::messageGroupId)
                            .toList())
                    .toList();
        }

        @Override
        public CompletableFuture<SendMessageBatchResponse> sendMessageBatch(SendMessageBatchRequest request) {
            requests.add(request);
            return answer;
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}
