package herald.lean;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.DeleteConnectionResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GetConnectionRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GetConnectionResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PostToConnectionRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PostToConnectionResponse;

/**
 * The management API's client for those who post to many: the same calls, answers and exceptions as the SDK's own, for a
 * tenth of its CPU, over kept-alive HTTP/1.1 connections on one event loop. Thread-safe.
 *
 * <p>Futures complete on the event loop, so what is chained to them must be short and never block. Completing one before
 * its answer is there (to cancel it, {@code orTimeout}) gives the call up and closes its connection.
 *
 * <p>Nothing is tried again but a call whose kept connection broke before any byte of an answer came, once: it was most
 * likely closed while the environment was frozen. As with the SDK, such a call may have arrived, and be delivered twice.
 *
 * <p>Of a request's {@code overrideConfiguration} only {@code apiCallTimeout} counts, to some 10 ms; without it a call fails
 * after 30 s. Successful posts and deletions share one response each, without metadata and headers. Stack traces of failed
 * calls are empty. The clock is taken to be right.
 */
public final class LeanManagementApi implements ApiGatewayManagementApiAsyncClient {

    private static final byte[] NOTHING = new byte[0];

    private final Wires wires;

    /**
     * @param endpoint of the API with its stage or base path, {@code http} or {@code https}
     * @param eventLoop a NIO one; stays its owner's to end, after {@link #close}
     * @param connections how many may be open at once
     * @param tls instead of the JVM's default, which honours {@code javax.net.ssl.trustStore}
     */
    public record Settings(
            URI endpoint,
            String region,
            AwsCredentialsProvider credentials,
            EventLoop eventLoop,
            int connections,
            @Nullable SSLContext tls) {

        public Settings {
            if (connections < 1) {
                throw new IllegalArgumentException("no connections");
            }
        }
    }

    private LeanManagementApi(Settings settings, InstantSource clock) {
        wires = new Wires(Endpoint.of(settings.endpoint()), settings, clock);
    }

    /** A client that asks for credentials and looks the endpoint up at once: the first call need not wait for them. */
    public static LeanManagementApi create(Settings settings) {
        var api = new LeanManagementApi(settings, InstantSource.system());
        api.wires.begin();
        return api;
    }

    @Override
    public CompletableFuture<PostToConnectionResponse> postToConnection(PostToConnectionRequest request) {
        return submitted(new Post(wires, request), request.connectionId());
    }

    @Override
    public CompletableFuture<DeleteConnectionResponse> deleteConnection(DeleteConnectionRequest request) {
        return submitted(new Delete(wires, request), request.connectionId());
    }

    @Override
    public CompletableFuture<GetConnectionResponse> getConnection(GetConnectionRequest request) {
        return submitted(new Get(wires, request), request.connectionId());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Ends its connections; what is under way fails. */
    @Override
    public void close() {
        wires.close();
    }

    /** Runs what it is given on the event loop, when the answers that have arrived are read. */
    public Executor afterReading() {
        return wires.loop();
    }

    private <T> CompletableFuture<T> submitted(Call<T> call, @Nullable String id) {
        if (id == null || id.isEmpty()) {
            return CompletableFuture.failedFuture(SdkClientException.create("ConnectionId cannot be empty."));
        }
        // Dots would be a step in a path and not a segment of it.
        if (id.equals(".") || id.equals("..")) {
            return CompletableFuture.failedFuture(SdkClientException.create("ConnectionId cannot be '" + id + "'."));
        }
        wires.submit(call);
        return call;
    }

    private static SdkHttpResponse status(int code) {
        return SdkHttpResponse.builder().statusCode(code).build();
    }

    private static final class Post extends Call<PostToConnectionResponse> {

        private static final PostToConnectionResponse POSTED = (PostToConnectionResponse)
                PostToConnectionResponse.builder().sdkHttpResponse(status(200)).build();

        Post(Wires wires, PostToConnectionRequest request) {
            super(wires, Verb.POST, request.connectionId(), body(request.data()), request.overrideConfiguration());
        }

        private static byte[] body(@Nullable SdkBytes data) {
            return data == null ? NOTHING : data.asByteArrayUnsafe();
        }

        @Override
        PostToConnectionResponse read(ApiAnswer answer) {
            return POSTED;
        }
    }

    private static final class Delete extends Call<DeleteConnectionResponse> {

        private static final DeleteConnectionResponse DELETED = (DeleteConnectionResponse)
                DeleteConnectionResponse.builder().sdkHttpResponse(status(204)).build();

        Delete(Wires wires, DeleteConnectionRequest request) {
            super(wires, Verb.DELETE, request.connectionId(), NOTHING, request.overrideConfiguration());
        }

        @Override
        DeleteConnectionResponse read(ApiAnswer answer) {
            return DELETED;
        }
    }

    private static final class Get extends Call<GetConnectionResponse> {

        Get(Wires wires, GetConnectionRequest request) {
            super(wires, Verb.GET, request.connectionId(), NOTHING, request.overrideConfiguration());
        }

        @Override
        GetConnectionResponse read(ApiAnswer answer) throws IOException {
            return ConnectionReader.read(answer.body());
        }
    }
}
