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
public record SqsPublishQueue(Supplier<SqsAsyncClient> sqs, QueueUrl queue) implements PublishQueue {

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
