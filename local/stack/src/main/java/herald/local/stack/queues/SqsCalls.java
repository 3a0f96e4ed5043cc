package herald.local.stack.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import herald.local.stack.meter.Payload;
import herald.local.stack.wire.AwsJson;
import herald.local.stack.wire.AwsRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The calls of SQS that the event source needs. Thread-safe; every call blocks. */
final class SqsCalls {

    /** SQS's limit for entries in one request, and for messages in one receive. */
    static final int BATCH = 10;

    /**
     * Lambda polls for up to 20 s. A poll that nobody waits for any more would still take a message, so that it is as
     * short here as a stop may take.
     */
    static final Duration LONGEST_POLL = Duration.ofSeconds(1);

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final AwsJson wire;
    private final LongConsumer billed;

    /**
     * Calls SQS by {@code wire}. AWS polls at another pace, see its meter.
     *
     * @param billed gets the bytes of messages in each call that AWS would make too
     */
    SqsCalls(AwsJson wire, LongConsumer billed) {
        this.wire = wire;
        this.billed = billed;
    }

    /**
     * Receives messages; {@code visibility} is instead of the queue's own, and {@code poll}, whole seconds, for a first
     * one.
     */
    List<ReceivedMessage> receive(String url, int most, Duration poll, Optional<Duration> visibility)
            throws AwsRefusal, IOException, InterruptedException {
        ObjectNode request = AwsJson.object().put("QueueUrl", url);
        request.put("MaxNumberOfMessages", Math.min(BATCH, most)).put("WaitTimeSeconds", poll.toSeconds());
        visibility.ifPresent(timeout -> request.put("VisibilityTimeout", timeout.toSeconds()));
        request.putArray("AttributeNames").add("All");
        request.putArray("MessageAttributeNames").add("All");
        List<ReceivedMessage> messages = new ArrayList<>();
        for (JsonNode message :
                wire.call("ReceiveMessage", request, poll.plus(ANSWER)).path("Messages")) {
            messages.add(ReceivedMessage.of(message));
        }
        if (!messages.isEmpty()) {
            billed.accept(messages.stream()
                    .mapToLong(message -> Payload.ofMessage(message.answer(), "Body"))
                    .sum());
        }
        return messages;
    }

    /** Returns what SQS did not delete, an entry a line; empty if all is gone. */
    List<String> delete(String url, List<ReceivedMessage> messages)
            throws AwsRefusal, IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        for (List<ReceivedMessage> part : inBatches(messages)) {
            ObjectNode request = AwsJson.object().put("QueueUrl", url);
            entries(request, part);
            billed.accept(0);
            for (JsonNode failed :
                    wire.call("DeleteMessageBatch", request, ANSWER).path("Failed")) {
                String id =
                        part.get(Integer.parseInt(failed.path("Id").asText())).id();
                failures.add(id + ": "
                        + failed.path("Message").asText(failed.path("Code").asText()));
            }
        }
        return failures;
    }

    /** Makes messages visible at once to whoever receives next. */
    void release(String url, List<ReceivedMessage> messages) throws AwsRefusal, IOException, InterruptedException {
        for (List<ReceivedMessage> part : inBatches(messages)) {
            ObjectNode request = AwsJson.object().put("QueueUrl", url);
            for (JsonNode entry : entries(request, part)) {
                ((ObjectNode) entry).put("VisibilityTimeout", 0);
            }
            wire.call("ChangeMessageVisibilityBatch", request, ANSWER);
        }
    }

    private static ArrayNode entries(ObjectNode request, List<ReceivedMessage> messages) {
        ArrayNode entries = request.putArray("Entries");
        for (ReceivedMessage message : messages) {
            entries.addObject().put("Id", String.valueOf(entries.size() - 1)).put("ReceiptHandle", message.receipt());
        }
        return entries;
    }

    private static List<List<ReceivedMessage>> inBatches(List<ReceivedMessage> messages) {
        List<List<ReceivedMessage>> parts = new ArrayList<>();
        for (int from = 0; from < messages.size(); from += BATCH) {
            parts.add(messages.subList(from, Math.min(messages.size(), from + BATCH)));
        }
        return parts;
    }
}
