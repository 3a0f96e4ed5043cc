package herald.posts;

import herald.connections.ConnectionId;
import herald.dialects.Frame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;

/**
 * {@link Posts} over the SDK's client of the {@code @connections} API. Thread-safe.
 *
 * <p>The deadline is kept here: the SDK's own call timeouts cost as much as half a post (each call schedules and cancels
 * two timers). When it passes, the SDK's call is cancelled, which gives its socket back.
 */
public final class ManagementApiPosts implements Posts {

    private final ApiGatewayManagementApiAsyncClient api;
    private final Executor executor;

    /** @param executor where outcomes are told; never the SDK's own event loop or a timer's thread */
    public ManagementApiPosts(ApiGatewayManagementApiAsyncClient api, Executor executor) {
        this.api = api;
        this.executor = executor;
    }

    @Override
    public CompletableFuture<Outcome> post(ConnectionId id, Frame frame, Duration deadline) {
        return settled(
                () -> api.postToConnection(
                        post -> post.connectionId(id.value()).data(SdkBytes.fromByteArrayUnsafe(frame.utf8()))),
                deadline);
    }

    @Override
    public CompletableFuture<Outcome> close(ConnectionId id, Duration deadline) {
        return settled(() -> api.deleteConnection(delete -> delete.connectionId(id.value())), deadline);
    }

    private CompletableFuture<Outcome> settled(Supplier<? extends CompletableFuture<?>> call, Duration deadline) {
        CompletableFuture<?> answer = started(call);
        return answer.<Object>thenApply(answered -> answered)
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync(
                        (answered, failure) -> {
                            answer.cancel(true);
                            return failure == null ? new Outcome.Delivered() : Outcomes.of(failure);
                        },
                        executor);
    }

    private static CompletableFuture<?> started(Supplier<? extends CompletableFuture<?>> call) {
        try {
            return call.get();
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }
}
