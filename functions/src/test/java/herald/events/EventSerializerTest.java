package herald.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Judged by the serializer that the runtime would use without ours. */
class EventSerializerTest {

    private final EventSerializer serializer = new EventSerializer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect.json",
                "connect-batch.json",
                "disconnect.json",
                "message-batch.json",
                "message-malformed.json",
                "message-ping.json",
                "message-plain.json"
            })
    void readsASampleOfAWebSocketEventAsTheRuntimeDoes(String name) throws IOException {
        assertReadAlike(Files.readString(Path.of("..", "events", name)), APIGatewayV2WebSocketEvent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs-batch.json", "sqs-batch-with-poison.json", "sqs-delivery-owed.json"})
    void readsASampleOfAnSqsEventAsTheRuntimeDoes(String name) throws IOException {
        assertReadAlike(Files.readString(Path.of("..", "events", name)), SQSEvent.class);
    }

    @Test
    void readsEveryFieldOfAWebSocketEvent() {
        assertReadAlike("""
                {"resource":"r","path":"/p","httpMethod":"GET","headers":{"a":"1","b":"2"},
                 "multiValueHeaders":{"a":["1","3"],"b":[]},"queryStringParameters":{"q":"é \\ud83d\\ude00"},
                 "multiValueQueryStringParameters":{"q":["x","y"]},"pathParameters":{"p":"v"},
                 "stageVariables":{"s":"t"},"body":"text","isBase64Encoded":true,"unknown":{"a":[1,{"b":2}]},
                 "requestContext":{"accountId":"a","resourceId":"b","stage":"c","requestId":"d",
                  "identity":{"cognitoIdentityPoolId":"1","accountId":"2","cognitoIdentityId":"3","caller":"4",
                   "apiKey":"5","sourceIp":"6","cognitoAuthenticationType":"7","cognitoAuthenticationProvider":"8",
                   "userArn":"9","userAgent":"10","user":"11","accessKey":"12","more":[]},
                  "resourcePath":"e","authorizer":{"principalId":"u","level":3,"ratio":1.5,"ok":true,"no":false,
                   "none":null,"list":[1,"a",{"b":[]}],"object":{"c":{"d":1}}},
                  "httpMethod":"f","apiId":"g","connectedAt":1700000000123,"connectionId":"h=","domainName":"i",
                  "error":"j","eventType":"MESSAGE","extendedRequestId":"k","integrationLatency":"l",
                  "messageDirection":"IN","messageId":"m","requestTime":"n","requestTimeEpoch":1700000000456,
                  "routeKey":"$default","status":"o","other":1}}""", APIGatewayV2WebSocketEvent.class);
    }

    @Test
    void readsEveryFieldOfAnSqsEvent() {
        assertReadAlike("""
                {"Records":[{"messageId":"a","receiptHandle":"b","body":"c","md5OfBody":"d","md5OfMessageAttributes":"e",
                  "eventSourceARN":"f","eventSource":"aws:sqs","awsRegion":"g","attributes":{"SentTimestamp":"1"},
                  "messageAttributes":{
                   "text":{"stringValue":"s","dataType":"String","stringListValues":[],"binaryListValues":[]},
                   "bytes":{"binaryValue":"AQID","dataType":"Binary","stringListValues":["x"],"binaryListValues":["BA=="]}},
                  "more":[{}]},{"messageId":"second"}],"others":1}""", SQSEvent.class);
    }

    @Test
    void readsNullsAndWhatIsMissing() {
        assertReadAlike(
                "{\"Records\":[{\"messageId\":null,\"attributes\":null,\"messageAttributes\":null}]}", SQSEvent.class);
        assertReadAlike(
                "{\"headers\":null,\"requestContext\":{\"identity\":null,\"authorizer\":null},\"body\":null}",
                APIGatewayV2WebSocketEvent.class);
    }

    @Test
    void writesABatchResponseAsTheRuntimeDoes() {
        assertWrittenAlike(new SQSBatchResponse(List.of()), SQSBatchResponse.class);
        assertWrittenAlike(
                new SQSBatchResponse(List.of(new BatchItemFailure("a\"é"), new BatchItemFailure("b"))),
                SQSBatchResponse.class);
    }

    @Test
    void writesARoutesAnswerAsTheRuntimeDoes() {
        var answer = new APIGatewayV2WebSocketResponse();
        answer.setStatusCode(200);
        assertWrittenAlike(answer, APIGatewayV2WebSocketResponse.class);
        answer.setHeaders(Map.of("Sec-WebSocket-Protocol", "herald.batch"));
        answer.setBody("text");
        assertWrittenAlike(answer, APIGatewayV2WebSocketResponse.class);
    }

    @Test
    void whatIsNoJsonFails() {
        InputStream cut = new ByteArrayInputStream("{\"Records\":[{".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> serializer.<SQSEvent>fromJson(cut, SQSEvent.class))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aTypeThatNoEntryPointHasIsNamed() {
        assertThatThrownBy(() -> serializer.<Object>fromJson("{}", ScheduledEvent.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ScheduledEvent");
    }

    @Test
    void theRuntimeFindsItAsTheOneService() {
        assertThat(ServiceLoader.load(CustomPojoSerializer.class)).hasOnlyElementsOfType(EventSerializer.class);
    }

    private <T> void assertReadAlike(String json, Class<T> type) {
        T theirs = theirs(type).fromJson(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        T ours = serializer.fromJson(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), type);
        assertThat(ours).usingRecursiveComparison().isEqualTo(theirs);
        T fromText = serializer.fromJson(json, type);
        assertThat(fromText).usingRecursiveComparison().isEqualTo(theirs);
    }

    private <T> void assertWrittenAlike(T answer, Class<T> type) {
        var theirs = new ByteArrayOutputStream();
        theirs(type).toJson(answer, theirs);
        var ours = new ByteArrayOutputStream();
        serializer.toJson(answer, ours, type);
        assertThat(ours.toString(StandardCharsets.UTF_8)).isEqualTo(theirs.toString(StandardCharsets.UTF_8));
    }

    private static <T> PojoSerializer<T> theirs(Class<T> type) {
        return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                ? LambdaEventSerializers.serializerFor(type, EventSerializerTest.class.getClassLoader())
                : com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory.getInstance()
                        .getSerializer(type);
    }
}
