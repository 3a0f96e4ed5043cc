package herald.local.stack.services;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import herald.local.stack.weather.Chance;
import herald.local.stack.weather.Fault;
import herald.local.stack.weather.ServiceFaults;
import herald.local.stack.weather.Weather;
import herald.local.stack.wire.AwsJson;
import herald.local.stack.wire.AwsRefusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A front before a real HTTP server, asked by a real client. */
@Timeout(120)
final class ServiceFrontTest {

    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Weather weather = new Weather(1, true);
    private final Seen sight = new Seen();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger calls = new AtomicInteger();
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private HttpServer echo;

    @BeforeEach
    void startEcho() throws IOException {
        echo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        echo.createContext("/", exchange -> {
            calls.incrementAndGet();
            connections.add(exchange.getRemoteAddress());
            exchange.getResponseHeaders().set("X-Path", exchange.getRequestURI().toString());
            // Read first: the JDK's client does not read while it writes.
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        echo.start();
    }

    @AfterEach
    void stop() {
        client.close();
        echo.stop(0);
    }

    private ServiceFront front(Service service) throws IOException {
        return ServiceFront.start(
                service,
                URI.create("http://127.0.0.1:" + echo.getAddress().getPort()),
                List.of(new ServiceFaults(weather)),
                sight);
    }

    private HttpResponse<byte[]> post(ServiceFront front, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(front.endpoint().resolve("/a?b=c"))
                .timeout(ANSWER)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000, 5_000_000})
    void inFairWeatherEveryByteGoesThrough(int size) throws Exception {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        try (ServiceFront front = front(Service.DYNAMODB)) {
            HttpResponse<byte[]> response = post(front, body);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(body);
            assertThat(response.headers().firstValue("X-Path")).contains("/a?b=c");
        }
    }

    @Test
    void aConnectionServesManyCallsGoodOrBad() throws Exception {
        weather.change(List.of(Chance.of(Fault.DYNAMODB_ERROR, 0.5)));
        try (ServiceFront front = front(Service.DYNAMODB)) {
            int failed = 0;
            for (int i = 0; i < 40; i++) {
                failed += post(front, new byte[1_000]).statusCode() == 500 ? 1 : 0;
            }
            assertThat(failed).isBetween(1, 39);
            assertThat(calls.get()).isEqualTo(40 - failed);
            assertThat(connections).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DYNAMODB,DYNAMODB_THROTTLED,ProvisionedThroughputExceededException",
        "DYNAMODB,DYNAMODB_ERROR,InternalServerError",
        "SQS,SQS_ERROR,InternalFailure"
    })
    void aFailureIsInTheServicesOwnForm(Service service, Fault fault, String type) throws Exception {
        weather.change(List.of(Chance.of(fault, 1)));
        try (ServiceFront front = front(service);
                AwsJson wire = AwsJson.sqs(front.endpoint().resolve("/"), "us-east-1")) {
            assertThatThrownBy(() -> wire.call("Any", AwsJson.object(), ANSWER))
                    .isInstanceOfSatisfying(
                            AwsRefusal.class,
                            refused -> assertThat(refused.type()).isEqualTo(type));
            assertThat(calls.get()).isZero();
            assertThat(post(front, new byte[0]).headers().firstValue("x-amzn-errortype"))
                    .contains(type);
        }
    }

    @Test
    void aSightSeesTheWholeCallAndItsAnswer() throws Exception {
        try (ServiceFront front = front(Service.DYNAMODB)) {
            HttpRequest request = HttpRequest.newBuilder(front.endpoint().resolve("/a?b=c"))
                    .header("X-Amz-Target", "DynamoDB_20120810.GetItem")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.body()).isEqualTo("{\"more\":1}");
        }
        ServiceCall call = sight.calls.getFirst();
        assertThat(List.of(call.method(), call.path(), call.query(), call.action()))
                .containsExactly("POST", "/a", "b=c", "GetItem");
        assertThat(call.body()).asString().isEqualTo("{}");
        assertThat(sight.answers).containsExactly("200 {\"more\":1}");
    }

    /** Asks for more when it can. */
    private static final class Seen implements CallSight {

        private final List<ServiceCall> calls = new CopyOnWriteArrayList<>();
        private final List<String> answers = new CopyOnWriteArrayList<>();

        @Override
        public byte[] asked(ServiceCall call) {
            return call.action().isEmpty() ? call.body() : "{\"more\":1}".getBytes(UTF_8);
        }

        @Override
        public void answered(ServiceCall call, int status, byte[] body) {
            calls.add(call);
            answers.add(status + " " + new String(body, UTF_8));
        }
    }

    @Test
    void anotherServicesFaultIsNotThisOnes() throws Exception {
        weather.change(List.of(Chance.of(Fault.SQS_ERROR, 1)));
        try (ServiceFront front = front(Service.DYNAMODB)) {
            assertThat(post(front, new byte[0]).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aServiceThatIsNotThereDoesNotAnswer() throws Exception {
        echo.stop(0);
        try (ServiceFront front = front(Service.SQS)) {
            assertThatThrownBy(() -> post(front, new byte[0])).isInstanceOf(IOException.class);
        }
    }
}
