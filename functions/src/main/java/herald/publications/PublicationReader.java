package herald.publications;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import herald.aws.AwsLimits;
import herald.publications.ReadResult.Accepted;
import herald.publications.ReadResult.Rejection;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Reads a record of the publish queue: the body is the data, the attributes say which event and for whom. Pure. */
public final class PublicationReader {

    private final EventName defaultEvent;
    private final ToIntFunction<Publication> largestFrame;

    /**
     * @param defaultEvent the event of a record that names none
     * @param largestFrame how many bytes a publication takes in the dialect that makes most of it
     */
    public PublicationReader(EventName defaultEvent, ToIntFunction<Publication> largestFrame) {
        this.defaultEvent = defaultEvent;
        this.largestFrame = largestFrame;
    }

    public ReadResult<Publication> read(SQSMessage record) {
        EventName event = attribute(record, "event").map(EventName::new).orElse(defaultEvent);
        ChannelName channel = attribute(record, "channel").map(ChannelName::new).orElse(ChannelName.LOBBY);
        Optional<String> fault = event.fault().or(channel::fault);
        if (fault.isPresent()) {
            return new Rejection<>(fault.get());
        }
        String body = record.getBody();
        if (body == null) {
            return new Rejection<>("the record has no body");
        }
        try {
            var id = new PublicationId(record.getMessageId());
            var publication = new Publication(event, JsonReader.only(body), id, channel);
            int bytes = largestFrame.applyAsInt(publication);
            return bytes > AwsLimits.PAYLOAD_BYTES
                    ? new Rejection<>(
                            "its frame would be " + bytes + " bytes, and " + AwsLimits.PAYLOAD_BYTES + " is the most")
                    : new Accepted<>(publication);
        } catch (JsonFault fault2) {
            return new Rejection<>("the body is " + fault2.getMessage());
        }
    }

    /** An attribute's text; one that is not of the type String counts as absent, as SQS types are the publisher's. */
    private static Optional<String> attribute(SQSMessage record, String name) {
        @Nullable Map<String, MessageAttribute> attributes = record.getMessageAttributes();
        if (attributes == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(attributes.get(name))
                .filter(attribute -> attribute.getDataType() == null
                        || attribute.getDataType().equals("String")
                        || attribute.getDataType().startsWith("String."))
                .map(MessageAttribute::getStringValue);
    }
}
