package herald.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import herald.local.stack.access.Signer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ManagementApiTest {

    private static final byte[] NOTHING = new byte[0];

    private static void assertError(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains(type);
        assertThat(StrictJson.read(response.body()).get("message").asText()).isNotEmpty();
    }

    @Test
    void postReachesTheClientAsText() {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            HttpResponse<String> response = stack.post(stack.connectionId(0), "h\u00e9llo");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEmpty();
            RawClient.Frame frame = client.read();
            assertThat(frame.opcode()).isEqualTo(RawClient.TEXT);
            assertThat(frame.text()).isEqualTo("h\u00e9llo");
        }
    }

    @Test
    void bytesThatAreNoTextAreReplaced() {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            stack.call("POST", stack.connectionId(0), new byte[] {'a', (byte) 0xff, 'b'});
            assertThat(client.read().text()).isEqualTo("a\ufffdb");
        }
    }

    @Test
    void getDescribesTheConnection() {
        try (Running stack = Running.start()) {
            stack.raw("User-Agent: probe/1");
            HttpResponse<String> response = stack.call("GET", stack.connectionId(0), NOTHING);
            assertThat(response.statusCode()).isEqualTo(200);
            JsonNode connection = StrictJson.read(response.body());
            assertThat(connection.get("connectedAt").asText())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(Instant.parse(connection.get("lastActiveAt").asText()))
                    .isAfterOrEqualTo(
                            Instant.parse(connection.get("connectedAt").asText()));
            assertThat(connection.get("identity").toString())
                    .isEqualTo("{\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"probe/1\"}");
        }
    }

    @Test
    void userAgentThatWasNotSentIsNull() {
        try (Running stack = Running.start()) {
            stack.raw();
            JsonNode connection = StrictJson.read(
                    stack.call("GET", stack.connectionId(0), NOTHING).body());
            assertThat(connection.get("identity").get("userAgent").isNull()).isTrue();
        }
    }

    @Test
    void deletedConnectionIsGoneAtOnce() {
        try (Running stack = Running.start()) {
            stack.raw();
            String id = stack.connectionId(0);
            HttpResponse<String> response = stack.call("DELETE", id, NOTHING);
            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(response.body()).isEmpty();
            assertError(stack.post(id, "x"), 410, "GoneException");
            assertThat(stack.gateway().connections()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "GET", "DELETE"})
    void unknownIdIsGone(String method) {
        try (Running stack = Running.start()) {
            assertError(stack.call(method, "L0SM9cOFvHcCIhw=", NOTHING), 410, "GoneException");
        }
    }

    @Test
    void closedConnectionIsGone() {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            client.close(1000);
            client.read();
            assertError(stack.post(stack.connectionId(0), "x"), 410, "GoneException");
        }
    }

    @Test
    void anotherStagesConnectionIsGone() {
        try (Running stack = Running.start()) {
            RawClient client = stack.upgrade("/other");
            assertThat(client.head().status()).isEqualTo(101);
            assertError(stack.post(stack.connectionId(0), "x"), 410, "GoneException");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"L0SM9cOFvHcCIhw=x", "a%20b", "%2B", "===", "a%2Fb", "%C3%A9"})
    void malformedIdIsABadRequest(String id) {
        try (Running stack = Running.start()) {
            HttpResponse<String> response = stack.call("POST", id, NOTHING);
            assertError(response, 400, "BadRequestException");
            assertThat(response.body()).contains("Invalid connectionId: ");
        }
    }

    @Test
    void idOf20CharactersIsWellFormed() {
        try (Running stack = Running.start()) {
            assertError(stack.call("POST", "L0SM9cOFvHcCIhwAAA==", NOTHING), 410, "GoneException");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/%40connections/", "/dev/@connections/", "//dev/@connections/"})
    void pathIsUnderstoodInEveryEncoding(String path) {
        try (Running stack = Running.start()) {
            stack.raw();
            String id = stack.connectionId(0);
            assertThat(stack.signed("GET", path + id, NOTHING).statusCode()).isEqualTo(200);
            assertThat(stack.signed("GET", path + Running.encoded(id), NOTHING).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/prod/@connections/x", "/@connections/x", "/dev/@connections", "/dev/@connections/x/y"})
    void wrongPathIsForbidden(String path) {
        try (Running stack = Running.start()) {
            assertError(stack.signed("POST", path, NOTHING), 403, "ForbiddenException");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Nothing     | x          | MissingAuthenticationTokenException",
                "Authorization | Bearer abc | IncompleteSignatureException"
            })
    void unsignedCallIsForbidden(String header, String value, String type) {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            String path = "/dev/@connections/" + Running.encoded(stack.connectionId(0));
            assertError(stack.http("POST", path, NOTHING, header, value), 403, type);
            assertError(stack.http("DELETE", path, NOTHING, header, value), 403, type);
            stack.post(stack.connectionId(0), "still here");
            assertThat(client.read().text()).isEqualTo("still here");
        }
    }

    @Test
    void signatureOfAnotherCallIsForbidden() {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            String path = "/dev/@connections/" + Running.encoded(stack.connectionId(0));
            String[] headers = Signer.now().headers("POST", path, stack.host(), NOTHING).entrySet().stream()
                    .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                    .toArray(String[]::new);
            byte[] body = "forged".getBytes(StandardCharsets.UTF_8);
            assertError(stack.http("POST", path, body, headers), 403, "InvalidSignatureException");
            assertThat(stack.http("POST", path, NOTHING, headers).statusCode()).isEqualTo(200);
            assertThat(client.read().text()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {128 * 1024 + 1, 200 * 1024, 3 * 1024 * 1024})
    void postOver128KilobytesIsTooLarge(int size) {
        try (Running stack = Running.start()) {
            stack.raw();
            assertError(stack.post(stack.connectionId(0), "x".repeat(size)), 413, "PayloadTooLargeException");
            assertThat(stack.post(stack.connectionId(0), "x").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void callsAboveTheBurstAreThrottled() {
        try (Running stack = Running.with().throttle(1, 3).start()) {
            stack.raw();
            String id = stack.connectionId(0);
            List<Integer> statuses = IntStream.range(0, 30)
                    .mapToObj(_ -> stack.post(id, "x").statusCode())
                    .toList();
            assertThat(statuses).startsWith(200, 200, 200).contains(429);
            assertThat(stack.handlers().seen()).hasSize(1);
        }
    }

    @Test
    void clientThatDoesNotReadIsThrottledAlone() {
        try (Running stack = Running.start()) {
            stack.raw();
            RawClient reader = stack.raw();
            String large = "x".repeat(128 * 1024);
            HttpResponse<String> last = stack.post(stack.connectionId(0), large);
            for (int i = 0; i < 1000 && last.statusCode() == 200; i++) {
                last = stack.post(stack.connectionId(0), large);
            }
            assertError(last, 429, "LimitExceededException");
            assertThat(stack.post(stack.connectionId(1), "x").statusCode()).isEqualTo(200);
            assertThat(reader.read().text()).isEqualTo("x");
        }
    }

    @Test
    void postsOneAfterTheOtherArriveInOrder() {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            List<String> posts = IntStream.range(0, 300).mapToObj(i -> "p" + i).toList();
            String id = stack.connectionId(0);
            posts.forEach(post -> stack.post(id, post));
            assertThat(posts)
                    .allSatisfy(post -> assertThat(client.read().text()).isEqualTo(post));
        }
    }

    @Test
    void parallelPostsArriveWhole() {
        try (Running stack = Running.start();
                ExecutorService executor = Executors.newFixedThreadPool(8)) {
            Client client = stack.connect();
            String id = stack.connectionId(0);
            List<String> posts = IntStream.range(0, 64)
                    .mapToObj(i -> ("" + (char) ('A' + i % 26)).repeat(40_000 + i))
                    .toList();
            List<CompletableFuture<Integer>> statuses = new ArrayList<>();
            for (String post : posts) {
                statuses.add(CompletableFuture.supplyAsync(() -> stack.postUntilTaken(id, post), executor));
            }
            assertThat(statuses).allSatisfy(status -> assertThat(status.join()).isEqualTo(200));
            assertThat(client.awaitMessages(64)).containsExactlyInAnyOrderElementsOf(posts);
        }
    }

    @Test
    void callsOfAFunctionAreKnownByItsToken() {
        try (Running stack = Running.start()) {
            stack.underway.freezing("token");
            stack.http("POST", "/dev/@connections/x", NOTHING, "X-Amz-Security-Token", "token");
            stack.http("DELETE", "/dev/@connections/x", NOTHING, "X-Amz-Security-Token", "token");
            assertThat(stack.underway.frozen("token")).isEqualTo(Map.of("PostToConnection", 1, "DeleteConnection", 1));
        }
    }

    @Test
    void connectionToTheApiIsKeptAlive() {
        try (Running stack = Running.start()) {
            RawClient http = stack.open();
            for (int i = 0; i < 3; i++) {
                http.send("GET /dev/@connections/x HTTP/1.1", "Host: x");
                RawClient.Head head = http.head();
                assertThat(head.status()).isEqualTo(403);
                assertThat(head.headers()).doesNotContainEntry("connection", "close");
                http.skip(Integer.parseInt(head.headers().getOrDefault("content-length", "0")));
            }
        }
    }
}
