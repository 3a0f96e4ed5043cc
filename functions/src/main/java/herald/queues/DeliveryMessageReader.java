package herald.queues;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import herald.publications.JsonFault;
import herald.publications.ReadResult;

/** Reads a record of the delivery queue. Pure. */
public final class DeliveryMessageReader {

    private DeliveryMessageReader() {}

    public static ReadResult<DeliveryMessage> read(SQSMessage record) {
        String body = record.getBody();
        if (body == null) {
            return new ReadResult.Rejection<>("the record has no body");
        }
        try {
            return new ReadResult.Accepted<>(DeliveryText.read(body));
        } catch (JsonFault fault) {
            return new ReadResult.Rejection<>("the body is " + fault.getMessage());
        } catch (RuntimeException fault) {
            // Its parts refuse what they can't be; their messages name the part and never the payload.
            return new ReadResult.Rejection<>("the body is no delivery message: "
                    + (fault instanceof NumberFormatException ? "a number is wrong" : fault.getMessage()));
        }
    }
}
