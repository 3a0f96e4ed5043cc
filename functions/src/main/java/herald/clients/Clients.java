package herald.clients;

import herald.fanout.Pace;
import herald.lean.LeanManagementApi;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * The async clients over one event loop, and the one thread on which the SDK's futures complete. Thread-safe; built once,
 * in init, and closed only before a snapshot.
 *
 * <p>The SDK takes the endpoints of DynamoDB and SQS from the environment. One completion thread measured best (98 against
 * 113 to 120 µs a post), and a fan-out's state, being touched there only, needs no lock.
 */
public final class Clients implements AutoCloseable {

    /** The time of an attempt: enough for a cold first call, and for a second attempt within a short function's time. */
    private static final Duration ATTEMPT = Duration.ofSeconds(3);

    private static final Duration CALL = Duration.ofSeconds(8);
    private static final int ATTEMPTS = 3;

    /** Posts have deadlines of their own; this only ends what nobody waits for any more. */
    private static final Duration SOCKET = Duration.ofSeconds(30);

    private static final Duration CLOSING = Duration.ofSeconds(1);

    /** The same where nobody waits for an answer, but a JVM in full compilation is slow. */
    private static final Duration CLOSING_A_REHEARSAL = Duration.ofSeconds(10);

    /** Room for posts that hang until their deadline, beside a whole pace of others. */
    private static final int STRAGGLERS = 192;

    private final ExecutorService executor = Executors.newSingleThreadExecutor(named("herald-io"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("herald-timer"));
    private final SdkEventLoopGroup eventLoop = SdkEventLoopGroup.builder()
            .numberOfThreads(1)
            .threadFactory(named("herald-net"))
            .build();
    private final SdkAsyncHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final Duration closing;
    private final Region region;
    private final @Nullable URI everything;
    private final ApiGatewayManagementApiAsyncClient managementApi;
    private final DynamoDbAsyncClient dynamo;
    private @Nullable SqsAsyncClient sqs;

    public Clients(Platform platform) {
        this(platform, provider(platform), null);
    }

    /** Calls one endpoint for all three services, with keys that are worth nothing. */
    public static Clients rehearsing(Platform platform, URI everything) {
        try {
            // For its classes' sake.
            var _ = provider(platform).resolveCredentials();
        } catch (SdkException none) {
            // There need not be any yet.
        }
        var worthless = StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal"));
        return new Clients(platform, worthless, everything);
    }

    private Clients(Platform platform, AwsCredentialsProvider credentials, @Nullable URI everything) {
        this.credentials = credentials;
        this.closing = everything == null ? CLOSING : CLOSING_A_REHEARSAL;
        http = NettyNioAsyncHttpClient.builder()
                .eventLoopGroup(eventLoop)
                .maxConcurrency(Pace.MAX + STRAGGLERS)
                .maxPendingConnectionAcquires(4 * Pace.MAX)
                .connectionTimeout(Duration.ofSeconds(2))
                .connectionAcquisitionTimeout(SOCKET)
                .readTimeout(SOCKET)
                .writeTimeout(SOCKET)
                .tcpKeepAlive(true)
                .build();
        this.region = Region.of(platform.region());
        this.everything = everything;
        managementApi = managementApi(platform, everything == null ? platform.managementApi() : everything);
        dynamo = built(DynamoDbAsyncClient.builder(), bounded(), everything);
    }

    private static AwsCredentialsProvider provider(Platform platform) {
        return platform.containerCredentials()
                ? ContainerCredentialsProvider.create()
                : EnvironmentVariableCredentialsProvider.create();
    }

    private ApiGatewayManagementApiAsyncClient managementApi(Platform platform, URI endpoint) {
        return switch (platform.poster()) {
            case LEAN ->
                LeanManagementApi.create(new LeanManagementApi.Settings(
                        endpoint,
                        platform.region(),
                        credentials,
                        eventLoop.eventLoopGroup().next(),
                        Pace.MAX + STRAGGLERS,
                        null));
            case SDK -> built(ApiGatewayManagementApiAsyncClient.builder(), retrying(onceIfBroken()), endpoint);
        };
    }

    public ApiGatewayManagementApiAsyncClient managementApi() {
        return managementApi;
    }

    public DynamoDbAsyncClient dynamo() {
        return dynamo;
    }

    /** Built when it is first asked for: most fan-outs need no queue, and its classes take a cold start a while. */
    public synchronized SqsAsyncClient sqs() {
        SqsAsyncClient ready = sqs;
        if (ready == null) {
            ready = built(SqsAsyncClient.builder(), bounded(), everything);
            sqs = ready;
        }
        return ready;
    }

    /** The one thread. */
    public Executor executor() {
        return executor;
    }

    private <B extends AwsAsyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C built(
            B builder, ClientOverrideConfiguration override, @Nullable URI endpoint) {
        return builder.region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .asyncConfiguration(async ->
                        async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, executor))
                .overrideConfiguration(override)
                .endpointOverride(endpoint)
                .build();
    }

    private ClientOverrideConfiguration retrying(RetryStrategy strategy) {
        return ClientOverrideConfiguration.builder()
                .scheduledExecutorService(timer)
                .retryStrategy(strategy)
                .build();
    }

    private ClientOverrideConfiguration bounded() {
        var strategy = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .build();
        return retrying(strategy).toBuilder()
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL)
                .build();
    }

    /**
     * A strategy of one more attempt, at once, when the connection broke: a pooled one is often dead after the environment was
     * frozen. Nothing on 429 and 5xx, on which the SDK would spend three seconds and we owe instead.
     */
    private static RetryStrategy onceIfBroken() {
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .maxAttempts(2)
                .retryOnExceptionOrCauseInstanceOf(IOException.class)
                .treatAsThrottling(failure -> false)
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .circuitBreakerEnabled(false)
                .build();
    }

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().daemon().name(name, 0).factory();
    }

    private synchronized void closeSqs() {
        SqsAsyncClient open = sqs;
        if (open != null) {
            open.close();
        }
    }

    /** Ends every socket and thread. What is under way fails. */
    @Override
    public void close() {
        managementApi.close();
        dynamo.close();
        closeSqs();
        http.close();
        boolean ended = eventLoop
                .eventLoopGroup()
                .shutdownGracefully(0, CLOSING.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(closing.toMillis());
        timer.shutdownNow();
        executor.shutdown();
        if (!ended) {
            throw new IllegalStateException("the event loop did not end");
        }
    }
}
