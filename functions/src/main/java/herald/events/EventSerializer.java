package herald.events;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/**
 * The serializer that the runtime reads events and writes answers with, in place of its own reflection, which costs a cold
 * start hundreds of milliseconds. The runtime finds it as a service ({@link CustomPojoSerializer}, aws-lambda-java-core 1.2.3
 * and later) and asks it for every type; it knows those that the entry points have. Stateless, thread-safe.
 */
@SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
}) // The interface is so; what is asked for is what is read.
public final class EventSerializer implements CustomPojoSerializer {

    private static final JsonFactory JSON = new JsonFactory();

    /** The constructor that the service loader calls. */
    public EventSerializer() {}

    /**
     * Fields that the type has no room for are left out, and what is missing is null.
     *
     * @throws UncheckedIOException if it is not JSON
     * @throws IllegalArgumentException if no entry point takes the type
     */
    @Override
    public <T> T fromJson(InputStream input, Type type) {
        try (JsonParser json = JSON.createParser(input)) {
            return (T) read(json, type);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    @Override
    public <T> T fromJson(String input, Type type) {
        return fromJson(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), type);
    }

    private static Object read(JsonParser parser, Type type) throws IOException {
        var json = new JsonFields(parser);
        if (type == SQSEvent.class) {
            return SqsEventReader.read(json);
        }
        if (type == APIGatewayV2WebSocketEvent.class) {
            return WebSocketEventReader.read(json);
        }
        throw unknown(type);
    }

    /** @throws IllegalArgumentException if no entry point answers with the type */
    @Override
    public <T> void toJson(T value, OutputStream output, Type type) {
        try (JsonGenerator json = JSON.createGenerator(output)) {
            switch (value) {
                case SQSBatchResponse answer -> AnswerWriter.write(json, answer);
                case APIGatewayV2WebSocketResponse answer -> AnswerWriter.write(json, answer);
                default -> throw unknown(type);
            }
        } catch (IOException notTaken) {
            throw new UncheckedIOException(notTaken);
        }
    }

    private static IllegalArgumentException unknown(Type type) {
        return new IllegalArgumentException("no entry point has events or answers of " + type.getTypeName());
    }
}
