package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.signer.AwsSignerExecutionAttribute;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClientBuilder;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/** {@code @connections} judges what AWS's own SDK signs. A well-formed id that nobody has shows who was let in: 410. */
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
final class ChecksSignaturesTest {

    private static final AwsCredentials PERSON = AwsBasicCredentials.create("test", "test");

    private URI endpoint;

    @BeforeEach
    void given(RunningStack stack) {
        endpoint = URI.create(stack.ready().get("connectionsUrl").asText());
    }

    private ApiGatewayManagementApiClientBuilder signingAs(AwsCredentialsProvider credentials) {
        return ApiGatewayManagementApiClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint)
                .credentialsProvider(credentials);
    }

    private ApiGatewayManagementApiClientBuilder signingAs(AwsCredentials credentials) {
        return signingAs(StaticCredentialsProvider.create(credentials));
    }

    private static ApiGatewayManagementApiException refusalOf(ApiGatewayManagementApiClientBuilder builder) {
        try (ApiGatewayManagementApiClient client = builder.build()) {
            return catchThrowableOfType(
                    ApiGatewayManagementApiException.class,
                    () -> client.postToConnection(
                            post -> post.connectionId("L0SM9cOFvHcCIhw=").data(SdkBytes.fromUtf8String("hello"))));
        }
    }

    private static void assertRefused(ApiGatewayManagementApiClientBuilder builder, String type, String message) {
        ApiGatewayManagementApiException refusal = refusalOf(builder);
        // The model knows none of these types, so the SDK's general exception carries them.
        assertThat(refusal).isExactlyInstanceOf(ApiGatewayManagementApiException.class);
        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(type);
        assertThat(refusal.awsErrorDetails().errorMessage()).startsWith(message);
    }

    @Test
    void theRightKeyPasses() {
        assertThat(refusalOf(signingAs(PERSON))).isInstanceOf(GoneException.class);
    }

    @Test
    void everyOperationPasses() {
        try (ApiGatewayManagementApiClient client = signingAs(PERSON).build()) {
            for (Runnable call : List.<Runnable>of(
                    () -> client.getConnection(get -> get.connectionId("a+b/cd_e-f=")),
                    () -> client.deleteConnection(delete -> delete.connectionId("L0SM9cOFvHcCIhw=")))) {
                assertThat(catchThrowableOfType(ApiGatewayManagementApiException.class, call::run)
                                .statusCode())
                        .isIn(400, 410);
            }
        }
    }

    @Test
    void withoutASignatureItIsRefused() {
        assertRefused(
                signingAs(AnonymousCredentialsProvider.create()),
                "MissingAuthenticationTokenException",
                "Missing Authentication Token");
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertRefused(
                signingAs(AwsBasicCredentials.create("AKIDEXAMPLE", "test")),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    @Test
    void aTokenThatIsNotTheKeysIsRefused() {
        assertRefused(
                signingAs(AwsSessionCredentials.create("test", "test", "of somebody else")),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    @Test
    void aWrongSecretIsRefused() {
        assertRefused(
                signingAs(AwsBasicCredentials.create("test", "guessed")),
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided.");
    }

    @Test
    void anAlteredBodyIsRefused() {
        try (SdkHttpClient http = ApacheHttpClient.create()) {
            assertRefused(
                    signingAs(PERSON).httpClient(new Forger(http)),
                    "InvalidSignatureException",
                    "The request signature we calculated does not match the signature you provided.");
        }
    }

    @Test
    void aStaleDateIsRefused() {
        assertRefused(
                signingAs(PERSON)
                        .overrideConfiguration(
                                client -> client.addExecutionInterceptor(new Late(Duration.ofMinutes(6)))),
                "InvalidSignatureException",
                "Signature expired: ");
    }

    @Test
    void anotherRegionIsRefused() {
        assertRefused(
                signingAs(PERSON).region(Region.EU_WEST_1),
                "InvalidSignatureException",
                "Credential should be scoped to a valid region, not 'eu-west-1'.");
    }

    /** Sends another body than the one that was signed, of the same length. */
    private record Forger(SdkHttpClient http) implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            byte[] forged = "hullo".getBytes(StandardCharsets.UTF_8);
            return http.prepareRequest(HttpExecuteRequest.builder()
                    .request(request.httpRequest())
                    .contentStreamProvider(() -> new ByteArrayInputStream(forged))
                    .build());
        }

        @Override
        public void close() {}
    }

    /** A machine whose clock is behind. */
    private record Late(Duration by) implements ExecutionInterceptor {

        @Override
        @SuppressWarnings("deprecation") // The one way to another clock that leaves the SDK's signer as it is.
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            attributes.putAttribute(
                    AwsSignerExecutionAttribute.SIGNING_CLOCK, Clock.offset(Clock.systemUTC(), by.negated()));
        }
    }
}
