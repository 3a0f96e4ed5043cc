package herald.events;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event of an SQS event source. */
final class SqsEventReader {

    private SqsEventReader() {}

    static SQSEvent read(JsonFields json) throws IOException {
        var event = new SQSEvent();
        for (String field = json.first(); field != null; field = json.next()) {
            if (field.equals("Records")) {
                event.setRecords(records(json));
            } else {
                json.skip();
            }
        }
        return event;
    }

    private static @Nullable List<SQSMessage> records(JsonFields json) throws IOException {
        if (!json.enterArray()) {
            return null;
        }
        List<SQSMessage> records = new ArrayList<>();
        while (json.hasElement()) {
            records.add(record(json));
        }
        return records;
    }

    private static SQSMessage record(JsonFields json) throws IOException {
        var record = new SQSMessage();
        for (String field = json.first(); field != null; field = json.next()) {
            switch (field) {
                case "messageId" -> record.setMessageId(json.text());
                case "receiptHandle" -> record.setReceiptHandle(json.text());
                case "body" -> record.setBody(json.text());
                case "md5OfBody" -> record.setMd5OfBody(json.text());
                case "md5OfMessageAttributes" -> record.setMd5OfMessageAttributes(json.text());
                case "eventSourceARN" -> record.setEventSourceArn(json.text());
                case "eventSource" -> record.setEventSource(json.text());
                case "awsRegion" -> record.setAwsRegion(json.text());
                case "attributes" -> record.setAttributes(json.textsByName());
                case "messageAttributes" -> record.setMessageAttributes(attributes(json));
                default -> json.skip();
            }
        }
        return record;
    }

    private static @Nullable Map<String, MessageAttribute> attributes(JsonFields json) throws IOException {
        if (!json.enter()) {
            return null;
        }
        Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
        for (String name = json.next(); name != null; name = json.next()) {
            attributes.put(name, attribute(json));
        }
        return attributes;
    }

    private static MessageAttribute attribute(JsonFields json) throws IOException {
        var attribute = new MessageAttribute();
        for (String field = json.first(); field != null; field = json.next()) {
            switch (field) {
                case "stringValue" -> attribute.setStringValue(json.text());
                case "binaryValue" -> attribute.setBinaryValue(json.bytes());
                case "stringListValues" -> attribute.setStringListValues(json.texts());
                case "binaryListValues" -> attribute.setBinaryListValues(buffers(json));
                case "dataType" -> attribute.setDataType(json.text());
                default -> json.skip();
            }
        }
        return attribute;
    }

    private static @Nullable List<ByteBuffer> buffers(JsonFields json) throws IOException {
        if (!json.enterArray()) {
            return null;
        }
        List<ByteBuffer> buffers = new ArrayList<>();
        while (json.hasElement()) {
            buffers.add(json.bytes());
        }
        return buffers;
    }
}
