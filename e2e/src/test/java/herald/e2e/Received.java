package herald.e2e;

import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;

/** What lies on a queue, looked at as any consumer does. */
final class Received {

    private Received() {}

    /** Bodies of up to ten messages, which nobody else sees for the next ten minutes. Waits a second if there are none. */
    static List<String> from(RunningStack stack, String queue) {
        return stack
                .sqs()
                .receiveMessage(request -> request.queueUrl(stack.queue(queue))
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(600)
                        .waitTimeSeconds(1))
                .messages()
                .stream()
                .map(Message::body)
                .toList();
    }
}
