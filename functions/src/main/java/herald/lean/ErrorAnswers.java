package herald.lean;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ForbiddenException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.LimitExceededException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;

/**
 * Turns an answer that is no success into the exception that the SDK's client throws for it. Pure.
 *
 * <p>Its class follows from the error's name, not from the status: without the header {@code x-amzn-ErrorType} and without
 * {@code __type} in the body it is the general exception of the service.
 */
final class ErrorAnswers {

    private static final String SERVICE = "ApiGatewayManagementApi";
    private static final JsonFactory JSON = new JsonFactory();

    private ErrorAnswers() {}

    static AwsServiceException of(ApiAnswer answer, int attempts) {
        Map<String, String> said = texts(answer.body());
        String code = code(answer, said);
        var details = AwsErrorDetails.builder()
                .serviceName(SERVICE)
                .errorCode(code)
                .errorMessage(message(answer, said))
                .rawResponse(SdkBytes.fromByteArrayUnsafe(answer.body()))
                .sdkHttpResponse(SdkHttpResponse.builder()
                        .statusCode(answer.status())
                        .statusText(answer.reason())
                        .headers(answer.headers())
                        .build())
                .build();
        return (AwsServiceException) builder(code)
                .awsErrorDetails(details)
                .statusCode(answer.status())
                .requestId(header(answer, "x-amzn-requestid"))
                .numAttempts(attempts)
                // It would be the event loop's, which tells nothing, and a throttled fan-out makes thousands.
                .writableStackTrace(false)
                .build();
    }

    private static AwsServiceException.Builder builder(@Nullable String code) {
        if (code == null) {
            return ApiGatewayManagementApiException.builder();
        }
        return switch (code) {
            case "GoneException" -> GoneException.builder();
            case "LimitExceededException" -> LimitExceededException.builder();
            case "ForbiddenException" -> ForbiddenException.builder();
            case "PayloadTooLargeException" -> PayloadTooLargeException.builder();
            default -> ApiGatewayManagementApiException.builder();
        };
    }

    /** {@code GoneException:http://…/} in the header, {@code some.namespace#GoneException} in the body. */
    private static @Nullable String code(ApiAnswer answer, Map<String, String> said) {
        String header = header(answer, "x-amzn-ErrorType");
        if (header != null) {
            int colon = header.indexOf(':');
            return colon < 0 ? header : header.substring(0, colon);
        }
        String type = said.get("__type");
        return type == null ? null : type.substring(type.lastIndexOf('#') + 1);
    }

    private static @Nullable String message(ApiAnswer answer, Map<String, String> said) {
        String header = header(answer, "x-amzn-error-message");
        if (header != null) {
            return header;
        }
        for (String name : List.of("message", "Message", "errorMessage")) {
            if (said.containsKey(name)) {
                return said.get(name);
            }
        }
        return null;
    }

    private static @Nullable String header(ApiAnswer answer, String name) {
        List<String> values = answer.headers().get(name);
        return values == null ? null : values.getFirst();
    }

    /** The texts at the top of a JSON object; none of what is something else. */
    private static Map<String, String> texts(byte[] body) {
        if (body.length == 0) {
            return Map.of();
        }
        Map<String, String> texts = new HashMap<>();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return texts;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return texts;
        } catch (IOException notJson) {
            return Map.of();
        }
    }
}
