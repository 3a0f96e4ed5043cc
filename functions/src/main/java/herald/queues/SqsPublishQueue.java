package herald.queues;

import herald.publications.ChannelName;
import herald.publications.EventName;
import herald.publications.RawJson;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** {@link PublishQueue} on SQS. Thread-safe. */
public final class SqsPublishQueue implements PublishQueue {

    private final Supplier<SqsAsyncClient> sqs;
    private final QueueUrl queue;

    public SqsPublishQueue(Supplier<SqsAsyncClient> sqs, QueueUrl queue) {
        this.sqs = sqs;
        this.queue = queue;
    }

    @Override
    public CompletableFuture<Void> send(EventName event, RawJson data, ChannelName channel, String deduplication) {
        var attribute = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(event.value())
                .build();
        return sqs.get()
                .sendMessage(message -> {
                    message.queueUrl(queue.value())
                            .messageBody(data.text())
                            .messageAttributes(Map.of("event", attribute));
                    if (queue.fifo()) {
                        message.messageGroupId(MessageGroup.of(channel.value())).messageDeduplicationId(deduplication);
                    }
                })
                .thenAccept(sent -> {});
    }
}
