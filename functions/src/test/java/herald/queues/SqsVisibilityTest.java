package herald.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;

/** What is asked of SQS, within its limits. */
class SqsVisibilityTest {

    private final Requests sqs = new Requests();
    private final SqsVisibility visibility =
            new SqsVisibility(() -> sqs, new QueueUrl("https://sqs.eu-central-1.amazonaws.com/1/Delivery.fifo"));

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "750,1", "1000,1", "1001,2", "80000,80"})
    void recordComesBackAfterWholeSecondsAndNotBeforeItsTime(long millis, int seconds) {
        visibility.change(changes(1, Duration.ofMillis(millis))).join();

        assertThat(sqs.requests.getFirst().entries())
                .extracting(ChangeMessageVisibilityBatchRequestEntry::visibilityTimeout)
                .containsExactly(seconds);
    }

    @Test
    void requestsHoldAtMostTenRecords() {
        visibility.change(changes(25, Duration.ZERO)).join();

        assertThat(sqs.requests).extracting(request -> request.entries().size()).containsExactly(10, 10, 5);
    }

    @Test
    void recordThatIsNotChangedFailsTheChange() {
        sqs.answer = ChangeMessageVisibilityBatchResponse.builder()
                .failed(BatchResultErrorEntry.builder().code("InternalError").build())
                .build();

        assertThat(visibility.change(changes(1, Duration.ZERO)))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withMessageContaining("InternalError");
    }

    private static List<Visibility.Change> changes(int size, Duration after) {
        List<Visibility.Change> changes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            changes.add(new Visibility.Change(new Receipt("m" + i, "handle-" + i, 1, Optional.empty()), after));
        }
        return changes;
    }

    /** Remembers what was asked. */
    private static final class Requests implements SqsAsyncClient {

        private final List<ChangeMessageVisibilityBatchRequest> requests = new ArrayList<>();
        private ChangeMessageVisibilityBatchResponse answer =
                ChangeMessageVisibilityBatchResponse.builder().build();

        @Override
        public CompletableFuture<ChangeMessageVisibilityBatchResponse> changeMessageVisibilityBatch(
                ChangeMessageVisibilityBatchRequest request) {
            requests.add(request);
            return CompletableFuture.completedFuture(answer);
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}
