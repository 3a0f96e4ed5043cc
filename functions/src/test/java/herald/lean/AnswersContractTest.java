package herald.lean;

import static org.assertj.core.api.Assertions.assertThat;

import herald.lean.TestedClient.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GetConnectionResponse;

/** What is asked, and what answers mean. */
// Line ends of HTTP are written out.
@SuppressWarnings("StringConcatToTextBlock")
@ParameterizedClass
@EnumSource(Kind.class)
class AnswersContractTest extends ManagementApiContract {

    @Test
    void postCarriesItsBodyToTheIdsPath() {
        assertThat(get(post()).sdkHttpResponse().statusCode()).isEqualTo(200);

        assertThat(server.requests())
                .containsExactly("POST /prod/@connections/L0SM9cOFvHcCIhw%3D " + BODY.asUtf8String());
    }

    @Test
    void requestsAreSigned() {
        List<String> authorizations = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        server.script(exchange -> {
            authorizations.add(exchange.headers().get("authorization"));
            tokens.add(exchange.headers().get("x-amz-security-token"));
            exchange.answer(ScriptedServer.OK);
        });

        get(post());

        assertThat(authorizations)
                .singleElement()
                .asString()
                .matches("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/eu-central-1/execute-api/aws4_request, "
                        + "SignedHeaders=[a-z0-9;-]*host;[a-z0-9;-]+, Signature=[0-9a-f]{64}");
        assertThat(tokens).containsExactly("IQoJb3JpZ2luX2VjE//+==");
    }

    @Test
    void deleteIsAnsweredWithoutContent() {
        server.script(exchange -> exchange.answer("HTTP/1.1 204 No Content\r\n\r\n"));

        assertThat(get(client.api().deleteConnection(delete -> delete.connectionId(ID)))
                        .sdkHttpResponse()
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.requests()).containsExactly("DELETE /prod/@connections/L0SM9cOFvHcCIhw%3D ");
    }

    @Test
    void getReadsWhoIsConnected() {
        server.script(exchange -> exchange.answer(json("""
                {"connectedAt":"2026-11-24T11:35:30.123Z","identity":{"sourceIp":"1.2.3.4","userAgent":null,"x":[1]},
                "lastActiveAt":"2026-11-24T11:35:31Z","other":{"a":[{}]}}""")));

        GetConnectionResponse described = get(client.api().getConnection(of -> of.connectionId(ID)));

        assertThat(described.connectedAt()).isEqualTo(Instant.parse("2026-11-24T11:35:30.123Z"));
        assertThat(described.lastActiveAt()).isEqualTo(Instant.parse("2026-11-24T11:35:31Z"));
        assertThat(described.identity().sourceIp()).isEqualTo("1.2.3.4");
        assertThat(described.identity().userAgent()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "410|GoneException|-|GoneException",
                "410|GoneException:http://internal.amazon.com/coral/|{\"message\":\"bye\"}|GoneException",
                "410|-|{\"__type\":\"com.amazon#GoneException\",\"message\":\"bye\"}|GoneException",
                "410|-|-|ApiGatewayManagementApiException",
                "410|-|{\"message\":\"Gone\"}|ApiGatewayManagementApiException",
                "403|ForbiddenException|{\"Message\":\"no\"}|ForbiddenException",
                "403|-|{\"message\":\"Forbidden\"}|ApiGatewayManagementApiException",
                "413|PayloadTooLargeException|-|PayloadTooLargeException",
                "413|-|-|ApiGatewayManagementApiException",
                "429|LimitExceededException|{\"message\":\"slow\"}|LimitExceededException",
                "429|-|{\"message\":\"Too Many Requests\"}|ApiGatewayManagementApiException",
                "400|BadRequestException|{\"message\":\"Invalid connectionId: x\"}|ApiGatewayManagementApiException",
                "400|-|not json|ApiGatewayManagementApiException",
                "500|-|{\"message\":\"Internal server error\"}|ApiGatewayManagementApiException",
                "503|-|-|ApiGatewayManagementApiException",
                "504|-|[]|ApiGatewayManagementApiException"
            })
    void errorsAreTheSdksExceptions(int status, @Nullable String type, @Nullable String body, String exception) {
        String text = body == null ? "" : body;
        server.script(exchange -> exchange.answer("HTTP/1.1 " + status + " Reason\r\n"
                + (type == null ? "" : "x-amzn-ErrorType: " + type + "\r\n")
                + "x-amzn-RequestId: 4f2c\r\nContent-Type: application/json\r\nContent-Length: " + text.length()
                + "\r\n\r\n" + text));

        Throwable failure = failure(post());

        assertThat(failure).isInstanceOf(AwsServiceException.class);
        assertThat(failure.getClass().getSimpleName()).isEqualTo(exception);
        var thrown = (AwsServiceException) failure;
        assertThat(thrown.statusCode()).isEqualTo(status);
        assertThat(thrown.requestId()).isEqualTo("4f2c");
        assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo(code(type, text));
        assertThat(thrown.awsErrorDetails().errorMessage()).isEqualTo(message(text));
        assertThat(thrown.awsErrorDetails().serviceName()).isEqualTo("ApiGatewayManagementApi");
        assertThat(thrown.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("X-Amzn-Requestid"))
                .contains("4f2c");
        assertThat(thrown.awsErrorDetails().sdkHttpResponse().statusText()).contains("Reason");
        assertThat(thrown.getMessage()).contains("Service: ApiGatewayManagementApi, Status Code: " + status);
        assertThat(server.requests()).hasSize(1);
    }

    private static @Nullable String code(@Nullable String type, String body) {
        if (type != null) {
            return type.split(":", 2)[0];
        }
        return body.contains("__type") ? "GoneException" : null;
    }

    private static @Nullable String message(String body) {
        int at = body.toLowerCase(Locale.ROOT).indexOf("message\":\"");
        return at < 0 ? null : body.substring(at + 10, body.indexOf('"', at + 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 2\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"})
    void answerWithContentLeavesTheConnectionUsable(String rest) {
        server.script(exchange -> exchange.answer("HTTP/1.1 200 OK\r\n" + rest));

        get(post());
        get(post());

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void largeBodyArrivesWhole() {
        String large = "x".repeat(128 * 1024);

        get(client.api().postToConnection(post -> post.connectionId(ID).data(SdkBytes.fromUtf8String(large))));

        assertThat(server.requests()).containsExactly("POST /prod/@connections/L0SM9cOFvHcCIhw%3D " + large);
    }

    @Test
    void whatIsNoHttpIsAFailure() {
        server.script(exchange -> exchange.answer("SSH-2.0-OpenSSH_9.2\r\n\r\n"));

        // To the SDK it is an answer with status 999.
        assertThat(failure(post())).isInstanceOf(SdkException.class);
    }

    @Test
    void emptyIdIsRefusedWithoutARequest() {
        assertThat(failure(client.api().postToConnection(post -> post.data(BODY))))
                .isInstanceOf(SdkClientException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void missingCredentialsAreAFailure() throws Exception {
        var none = client(new TestedClient.Way(
                server.endpoint(),
                () -> {
                    throw SdkClientException.create("no credentials");
                },
                8,
                null));

        assertThat(failure(none.api()
                        .postToConnection(post -> post.connectionId(ID).data(BODY))))
                .hasMessageContaining("no credentials");
        assertThat(server.requests()).isEmpty();
    }

    private static String json(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }
}
