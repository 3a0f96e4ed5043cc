package herald.local.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.stack.lambda.InvocationResult.Failed;
import herald.local.stack.lambda.RuntimeApi.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Runtime API on the wire. */
class RuntimeApiTest {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Script script = new Script();
    private RuntimeApi api;

    /** Notes the calls it gets. */
    private static final class Script implements RuntimeApi.Calls {

        private final List<Object> calls = new ArrayList<>();

        @Override
        public Optional<Event> next() {
            return Optional.of(new Event(
                    Map.of("Lambda-Runtime-Aws-Request-Id", "r1"), "{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public int response(String requestId, byte[] body) {
            calls.add(requestId + " " + new String(body, StandardCharsets.UTF_8));
            return requestId.equals("r1") ? 202 : 400;
        }

        @Override
        public int error(String requestId, Failed error) {
            calls.add(error);
            return 202;
        }

        @Override
        public void initError(Failed error) {
            calls.add(error);
        }

        @Override
        public void restoreNext() {
            calls.add("restore");
        }
    }

    @BeforeEach
    void start() throws IOException {
        api = new RuntimeApi(script, threads);
    }

    @AfterEach
    void stop() {
        api.close();
        client.close();
        threads.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Lambda-Runtime-Function-Error-Type", "Runtime.UserException")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + api.address().getPort() + "/2018-06-01/runtime/" + path);
    }

    @Test
    void anEventComesWithItsHeadersAndAContentType() throws Exception {
        HttpResponse<String> next = get("invocation/next");
        assertThat(next.body()).isEqualTo("{\"a\":1}");
        assertThat(next.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(next.headers().firstValue("Lambda-Runtime-Aws-Request-Id")).contains("r1");
    }

    @Test
    void aResponseIsAccepted() throws Exception {
        assertThat(post("invocation/r1/response", "[1]").statusCode()).isEqualTo(202);
        assertThat(script.calls).containsExactly("r1 [1]");
    }

    @Test
    void aResponseToNothingIsRefused() throws Exception {
        assertThat(post("invocation/r2/response", "[1]").statusCode()).isEqualTo(400);
    }

    @Test
    void errorsAreReadFromTheirBodies() throws Exception {
        String body = "{\"errorMessage\":\"no\",\"errorType\":\"java.lang.Exception\",\"stackTrace\":[]}";
        for (String path : List.of("invocation/r1/error", "init/error", "restore/error")) {
            assertThat(post(path, body).statusCode()).isEqualTo(202);
        }
        assertThat(script.calls).hasSize(3).containsOnly(new Failed("java.lang.Exception", "no"));
    }

    @Test
    void anErrorThatIsNotJsonKeepsTheTypeOfItsHeader() throws Exception {
        assertThat(post("init/error", "no").statusCode()).isEqualTo(202);
        assertThat(script.calls).containsExactly(new Failed("Runtime.UserException", "no"));
    }

    @Test
    void aSnapshotIsRestoredAtOnce() throws Exception {
        assertThat(get("restore/next").statusCode()).isEqualTo(200);
        assertThat(script.calls).containsExactly("restore");
    }

    @Test
    void otherPathsAreNotFound() throws Exception {
        assertThat(get("invocation/r1/response").statusCode()).isEqualTo(404);
        assertThat(get("nothing").statusCode()).isEqualTo(404);
    }
}
