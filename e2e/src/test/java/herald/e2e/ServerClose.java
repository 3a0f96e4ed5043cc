package herald.e2e;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/** What ends a Socket.IO connection so that every stock client connects anew. */
final class ServerClose {

    private ServerClose() {}

    /** Java's client does not see the close frame, but what is no packet makes it close its side. */
    static void of(RunningStack stack, String connectionId) {
        try (ApiGatewayManagementApiClient api = api(stack)) {
            api.postToConnection(post -> post.connectionId(connectionId).data(SdkBytes.fromUtf8String("{}")));
            api.deleteConnection(delete -> delete.connectionId(connectionId));
        } catch (GoneException alreadyClosed) {
            // By the client itself, between the two.
        }
    }

    private static ApiGatewayManagementApiClient api(RunningStack stack) {
        return ApiGatewayManagementApiClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .endpointOverride(URI.create(stack.ready().get("connectionsUrl").asText()))
                .build();
    }
}
