package herald.local.stack.lambda;

import static herald.local.stack.lambda.RunningLambda.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import herald.local.stack.feed.Feed;
import herald.local.stack.services.CallSight;
import herald.local.stack.services.Service;
import herald.local.stack.services.ServiceFront;
import herald.local.stack.services.WatchedCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function that returns before it was answered, and one that waits. */
class LeftoversTest {

    @TempDir
    Path directory;

    private static List<String> problems(RunningLambda lambda) {
        return lambda.feed().problemsAfter(0).stream()
                .map(Feed.Problem::message)
                .toList();
    }

    @Test
    void callsThatNobodyWaitedForAreToldOnceAndCountedAtTheEnd() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        HttpServer tables = tables(answers);
        RunningLambda lambda = new RunningLambda(directory, Map.of(), RunningLambda.probe(directory));
        try (ServiceFront front = front(tables, lambda)) {
            String url = front.endpoint().toString();
            lambda.answer("call", url);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(problems(lambda))
                            .containsExactly("Probe returned while 1 of its calls were unanswered (1 PutItem): they are"
                                    + " frozen with it until the next invocation, if there is one"));
            lambda.answer("call", url);
            // An invocation looks back at the freeze before it.
            awaitIdle(lambda);
            lambda.answer("echo", "x");
        } finally {
            answers.countDown();
            lambda.close();
            tables.stop(0);
        }
        assertThat(problems(lambda)).hasSize(1);
        assertThat(lambda.log()).contains("Probe was frozen in 2 unanswered calls in all (2 PutItem)");
    }

    @Test
    void callsThatWereAnsweredOrGivenUpLeaveNothing() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        HttpServer tables = tables(answers);
        RunningLambda lambda = new RunningLambda(directory, Map.of(), RunningLambda.probe(directory));
        try (ServiceFront front = front(tables, lambda)) {
            lambda.answer("call and give up", front.endpoint().toString());
            answers.countDown();
            lambda.answer("call and wait", front.endpoint().toString());
            awaitIdle(lambda);
        } finally {
            answers.countDown();
            lambda.close();
            tables.stop(0);
        }
        assertThat(problems(lambda)).isEmpty();
        assertThat(lambda.log()).doesNotContain("unanswered");
    }

    private static void awaitIdle(RunningLambda lambda) {
        await().atMost(PATIENCE)
                .until(() -> lambda.environments().getFirst().state().equals("idle"));
    }

    private static ServiceFront front(HttpServer tables, RunningLambda lambda) throws IOException {
        return ServiceFront.start(
                Service.DYNAMODB,
                URI.create("http://127.0.0.1:" + tables.getAddress().getPort()),
                List.of(),
                new WatchedCalls(lambda.underway, CallSight.NONE));
    }

    /** Answers nobody until it may. */
    private static HttpServer tables(CountDownLatch answers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            try {
                answers.await();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
