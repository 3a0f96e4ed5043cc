package herald.lean;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;

/** One of the two clients, on an event loop of its own. The SDK's is set as Herald sets it. */
record TestedClient(
        ApiGatewayManagementApiAsyncClient api,
        EventLoopGroup loop,
        @Nullable SdkAsyncHttpClient http) implements AutoCloseable {

    enum Kind {
        LEAN,
        SDK
    }

    /** Where to, with what, over how many connections; {@code certificate}: whom to trust. */
    record Way(
            URI endpoint,
            AwsCredentialsProvider credentials,
            int connections,
            @Nullable TestCertificate certificate) {}

    static TestedClient of(Kind kind, Way way) throws GeneralSecurityException {
        var loop = new NioEventLoopGroup(1, Thread.ofPlatform().daemon().factory());
        return switch (kind) {
            case LEAN ->
                new TestedClient(
                        LeanManagementApi.create(new LeanManagementApi.Settings(
                                way.endpoint(),
                                "eu-central-1",
                                way.credentials(),
                                loop.next(),
                                way.connections(),
                                way.certificate() == null
                                        ? null
                                        : way.certificate().ofClient())),
                        loop,
                        null);
            case SDK -> sdk(way, loop);
        };
    }

    private static TestedClient sdk(Way way, EventLoopGroup loop) throws GeneralSecurityException {
        var builder = NettyNioAsyncHttpClient.builder()
                .eventLoopGroup(SdkEventLoopGroup.create(loop))
                .maxConcurrency(way.connections())
                .maxPendingConnectionAcquires(2000)
                .connectionAcquisitionTimeout(Duration.ofSeconds(30));
        if (way.certificate() != null) {
            var trust = way.certificate().trust();
            builder.tlsTrustManagersProvider(() -> trust);
        }
        SdkAsyncHttpClient http = builder.build();
        var once = StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .maxAttempts(2)
                .retryOnExceptionOrCauseInstanceOf(IOException.class)
                .treatAsThrottling(failure -> false)
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .circuitBreakerEnabled(false)
                .build();
        var api = ApiGatewayManagementApiAsyncClient.builder()
                .endpointOverride(way.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(way.credentials())
                .httpClient(http)
                .overrideConfiguration(override -> override.retryStrategy(once))
                .build();
        return new TestedClient(api, loop, http);
    }

    @Override
    public void close() {
        api.close();
        if (http != null) {
            http.close();
        }
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5000);
    }
}
