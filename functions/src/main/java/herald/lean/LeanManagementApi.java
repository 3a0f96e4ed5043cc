package herald.lean;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
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

    /** The deadline of calls that nobody has set one for. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
        String fault = fault(request.connectionId());
        if (fault != null) {
            return refused(fault);
        }
        SdkBytes data = request.data();
        var call = new Post(
                wires,
                Endpoint.encoded(request.connectionId()),
                data == null ? NOTHING : data.asByteArrayUnsafe(),
                timeout(request.overrideConfiguration()));
        wires.submit(call);
        return call;
    }

    @Override
    public CompletableFuture<DeleteConnectionResponse> deleteConnection(DeleteConnectionRequest request) {
        String fault = fault(request.connectionId());
        if (fault != null) {
            return refused(fault);
        }
        var call =
                new Delete(wires, Endpoint.encoded(request.connectionId()), timeout(request.overrideConfiguration()));
        wires.submit(call);
        return call;
    }

    @Override
    public CompletableFuture<GetConnectionResponse> getConnection(GetConnectionRequest request) {
        String fault = fault(request.connectionId());
        if (fault != null) {
            return refused(fault);
        }
        var call = new Get(wires, Endpoint.encoded(request.connectionId()), timeout(request.overrideConfiguration()));
        wires.submit(call);
        return call;
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

    /** Dots would be a step in a path and not a segment of it. */
    private static @Nullable String fault(@Nullable String id) {
        if (id == null || id.isEmpty()) {
            return "ConnectionId cannot be empty.";
        }
        return id.equals(".") || id.equals("..") ? "ConnectionId cannot be '" + id + "'." : null;
    }

    private static <T> CompletableFuture<T> refused(String fault) {
        return CompletableFuture.failedFuture(SdkClientException.create(fault));
    }

    private static @Nullable Duration timeout(Optional<AwsRequestOverrideConfiguration> override) {
        return override.isEmpty() ? null : override.get().apiCallTimeout().orElse(null);
    }

    private static SdkHttpResponse status(int code) {
        return SdkHttpResponse.builder().statusCode(code).build();
    }

    private abstract static class Timed<T> extends Call<T> {

        private final @Nullable Duration timeout;

        Timed(Wires wires, Verb verb, byte[] id, byte[] body, @Nullable Duration timeout) {
            super(wires, verb, id, body, System.nanoTime() + (timeout == null ? PATIENCE : timeout).toNanos());
            this.timeout = timeout;
        }

        @Override
        Throwable late() {
            return timeout == null
                    ? NoAnswer.of(new IOException("no answer within " + PATIENCE.toSeconds() + " s"))
                    : ApiCallTimeoutException.create(timeout.toMillis());
        }
    }

    private static final class Post extends Timed<PostToConnectionResponse> {

        private static final PostToConnectionResponse POSTED = (PostToConnectionResponse)
                PostToConnectionResponse.builder().sdkHttpResponse(status(200)).build();

        Post(Wires wires, byte[] id, byte[] body, @Nullable Duration timeout) {
            super(wires, Verb.POST, id, body, timeout);
        }

        @Override
        PostToConnectionResponse read(ApiAnswer answer) {
            return POSTED;
        }
    }

    private static final class Delete extends Timed<DeleteConnectionResponse> {

        private static final DeleteConnectionResponse DELETED = (DeleteConnectionResponse)
                DeleteConnectionResponse.builder().sdkHttpResponse(status(204)).build();

        Delete(Wires wires, byte[] id, @Nullable Duration timeout) {
            super(wires, Verb.DELETE, id, NOTHING, timeout);
        }

        @Override
        DeleteConnectionResponse read(ApiAnswer answer) {
            return DELETED;
        }
    }

    private static final class Get extends Timed<GetConnectionResponse> {

        Get(Wires wires, byte[] id, @Nullable Duration timeout) {
            super(wires, Verb.GET, id, NOTHING, timeout);
        }

        @Override
        GetConnectionResponse read(ApiAnswer answer) throws IOException {
            return ConnectionReader.read(answer.body());
        }
    }
}
