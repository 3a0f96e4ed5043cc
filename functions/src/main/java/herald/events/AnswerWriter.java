package herald.events;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers of the entry points; what is null is left out. */
final class AnswerWriter {

    private AnswerWriter() {}

    static void write(JsonGenerator json, SQSBatchResponse answer) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("batchItemFailures");
        for (SQSBatchResponse.BatchItemFailure failure : answer.getBatchItemFailures()) {
            json.writeStartObject();
            json.writeStringField("itemIdentifier", failure.getItemIdentifier());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void write(JsonGenerator json, APIGatewayV2WebSocketResponse answer) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("isBase64Encoded", answer.isIsBase64Encoded());
        json.writeNumberField("statusCode", answer.getStatusCode());
        @Nullable Map<String, String> headers = answer.getHeaders();
        if (headers != null) {
            json.writeObjectFieldStart("headers");
            for (Map.Entry<String, String> header : headers.entrySet()) {
                json.writeStringField(header.getKey(), header.getValue());
            }
            json.writeEndObject();
        }
        @Nullable String body = answer.getBody();
        if (body != null) {
            json.writeStringField("body", body);
        }
        json.writeEndObject();
    }
}
