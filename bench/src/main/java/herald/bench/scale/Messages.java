package herald.bench.scale;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import herald.dialects.Dialects;
import herald.publications.EventName;
import herald.publications.Publication;
import herald.publications.PublicationReader;
import herald.publications.ReadResult;
import herald.queues.DeliveryMessage;
import herald.queues.Receipt;
import herald.queues.ReceivedRecord;
import java.util.Map;
import java.util.Optional;

/** Records as the engine gets them. */
final class Messages {

    private static final String BODY = "{\"id\":1,\"name\":\"Apples\",\"text\":\"" + "x".repeat(150) + "\"}";

    private Messages() {}

    /** A publication of about 200 bytes, read as the function reads it. */
    static ReceivedRecord<Publication> publication() {
        var record = new SQSMessage();
        record.setMessageId("5fea7756-0ea4-451a-a703-a558b933e274");
        record.setBody(BODY);
        record.setMessageAttributes(Map.of());
        ReadResult<Publication> reading =
                new PublicationReader(new EventName("item_added"), Dialects::largestFrame).read(record);
        return new ReceivedRecord<>(receipt(record.getMessageId(), 1), reading);
    }

    static ReceivedRecord<DeliveryMessage> delivery(String id, int receives, DeliveryMessage message) {
        return new ReceivedRecord<>(receipt(id, receives), new ReadResult.Accepted<>(message));
    }

    private static Receipt receipt(String id, int receives) {
        return new Receipt(id, id, receives, Optional.empty());
    }
}
