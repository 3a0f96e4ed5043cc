package herald.lean;

import static org.assertj.core.api.Assertions.assertThat;

import herald.lean.TestedClient.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PostToConnectionResponse;

/** What both clients do alike, shown on real sockets. */
@Timeout(120)
abstract class ManagementApiContract {

    static final String ID = "L0SM9cOFvHcCIhw=";
    static final SdkBytes BODY = SdkBytes.fromUtf8String("{\"event\":\"e\",\"data\":\"é☃\"}");
    static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(
            AwsSessionCredentials.create("AKIDEXAMPLE", "secret", "IQoJb3JpZ2luX2VjE//+=="));

    @Parameter
    Kind kind = Kind.LEAN;

    final List<AutoCloseable> open = new ArrayList<>();
    ScriptedServer server;
    TestedClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        open.add(server);
        client = client(new TestedClient.Way(server.endpoint(), CREDENTIALS, 8, null));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    TestedClient client(TestedClient.Way way) throws Exception {
        TestedClient made = TestedClient.of(kind, way);
        open.add(made);
        return made;
    }

    CompletableFuture<PostToConnectionResponse> post() {
        return client.api().postToConnection(post -> post.connectionId(ID).data(BODY));
    }

    static void assertBroken(Throwable failure) {
        assertThat(failure).isInstanceOf(SdkClientException.class).hasCauseInstanceOf(IOException.class);
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    static Throwable failure(CompletableFuture<?> future) {
        try {
            Object answer = future.get(60, TimeUnit.SECONDS);
            throw new AssertionError("answered: " + answer);
        } catch (ExecutionException failed) {
            return Objects.requireNonNull(failed.getCause());
        } catch (TimeoutException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }
}
