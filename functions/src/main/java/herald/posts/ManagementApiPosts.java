package herald.posts;

import herald.connections.ConnectionId;
import herald.dialects.Frame;
import herald.lean.LeanManagementApi;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PostToConnectionRequest;

/**
 * {@link Posts} over a client of the {@code @connections} API, the SDK's or {@link LeanManagementApi}. Thread-safe.
 *
 * <p>The deadline is kept here, to some 10 ms: the SDK's own call timeouts cost as much as half a post (each call schedules
 * and cancels two timers). When it passes, the call is cancelled, which gives its connection back.
 */
public final class ManagementApiPosts implements Posts {

    private final ApiGatewayManagementApiAsyncClient api;
    private final OpenPosts open;

    /** @param executor where outcomes are told; never the client's own event loop or a timer's thread */
    public ManagementApiPosts(ApiGatewayManagementApiAsyncClient api, Executor executor) {
        this.api = api;
        this.open =
                new OpenPosts(executor, api instanceof LeanManagementApi lean ? lean.afterReading() : Runnable::run);
    }

    @Override
    public CompletableFuture<Outcome> post(ConnectionId id, Frame frame, Duration deadline) {
        CompletableFuture<?> answer;
        try {
            // The frame's own array, by which LeanManagementApi knows that it has hashed it already.
            answer = api.postToConnection(PostToConnectionRequest.builder()
                    .connectionId(id.value())
                    .data(SdkBytes.fromByteArrayUnsafe(frame.utf8()))
                    .build());
        } catch (RuntimeException thrown) {
            answer = CompletableFuture.failedFuture(thrown);
        }
        return open.outcome(answer, deadline);
    }

    @Override
    public CompletableFuture<Outcome> close(ConnectionId id, Duration deadline) {
        CompletableFuture<?> answer;
        try {
            answer = api.deleteConnection(
                    DeleteConnectionRequest.builder().connectionId(id.value()).build());
        } catch (RuntimeException thrown) {
            answer = CompletableFuture.failedFuture(thrown);
        }
        return open.outcome(answer, deadline);
    }
}
