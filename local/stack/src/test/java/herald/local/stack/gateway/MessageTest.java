package herald.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import herald.local.stack.lambda.InvocationResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a message, and what the client is answered. */
final class MessageTest {

    private static final String FORBIDDEN =
            "\\{\"message\": \"Forbidden\", \"connectionId\":\"[\\w-]{15}=\", \"requestId\":\"[\\w-]{15}=\"}";
    private static final String ERROR = FORBIDDEN.replace("Forbidden", "Internal server error");

    @Test
    void messageTakesTheRouteItNames() {
        try (Running stack = Running.with().route("join").route("$default").start()) {
            stack.raw().text("{\"action\":\"join\"}");
            assertThat(stack.awaitSeen("join", 1).getFirst().trigger()).isEqualTo("join");
            assertThat(stack.handlers().seen("$default")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"action\":\"leave\"}", "{}", "text", "[1]", "5"})
    void messageWithoutARouteTakesDefault(String message) {
        try (Running stack = Running.with().route("join").route("$default").start()) {
            stack.raw().text(message);
            Handlers.Seen seen = stack.awaitSeen("$default", 1).getFirst();
            assertThat(seen.context().get("routeKey").asText()).isEqualTo("$default");
            assertThat(seen.event().get("body").asText()).isEqualTo(message);
        }
    }

    @Test
    void withoutDefaultTheClientIsToldForbiddenAndStays() {
        try (Running stack = Running.with().twoWay("join").start()) {
            RawClient client = stack.raw();
            client.text("hello");
            assertThat(client.read().text()).matches(FORBIDDEN).contains(stack.connectionId(0));
            client.text("{\"action\":\"join\"}");
            assertThat(client.read().text()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"$connect", "$disconnect"})
    void clientCannotNameALifecycleRoute(String key) {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            client.text("{\"action\":\"" + key + "\"}");
            assertThat(client.read().text()).matches(FORBIDDEN);
            assertThat(stack.handlers().seen()).hasSize(1);
        }
    }

    @Test
    void twoWayRouteAnswersWithTheBody() {
        try (Running stack = Running.with().twoWay("$default").start()) {
            stack.handlers().answer("$default", "{\"statusCode\":200,\"body\":\"h\u00e9llo\"}");
            RawClient client = stack.raw();
            client.text("x");
            assertThat(client.read())
                    .satisfies(frame -> assertThat(frame.opcode()).isEqualTo(RawClient.TEXT))
                    .satisfies(frame -> assertThat(frame.text()).isEqualTo("h\u00e9llo"));
        }
    }

    @Test
    void twoWayRouteWithoutABodyAnswersWithAnEmptyFrame() {
        try (Running stack = Running.with().twoWay("$default").start()) {
            RawClient client = stack.raw();
            client.text("x");
            assertThat(client.read().payload()).isEmpty();
        }
    }

    @Test
    void oneWayRouteAnswersNothing() {
        try (Running stack = Running.with().route("$default").twoWay("echo").start()) {
            stack.handlers().answer("$default", "{\"statusCode\":200,\"body\":\"dropped\"}");
            stack.handlers().answer("echo", "{\"statusCode\":200,\"body\":\"answer\"}");
            RawClient client = stack.raw();
            client.text("x");
            client.text("{\"action\":\"echo\"}");
            assertThat(client.read().text()).isEqualTo("answer");
        }
    }

    @Test
    void resultThatIsNoSuccessAnswersNothing() {
        try (Running stack = Running.with().twoWay("$default").twoWay("echo").start()) {
            stack.handlers().answer("$default", "{\"statusCode\":500,\"body\":\"dropped\"}");
            stack.handlers().answer("echo", "{\"statusCode\":200,\"body\":\"answer\"}");
            RawClient client = stack.raw();
            client.text("x");
            client.text("{\"action\":\"echo\"}");
            assertThat(client.read().text()).isEqualTo("answer");
        }
    }

    @Test
    void failureOnATwoWayRouteIsTold() {
        try (Running stack = Running.with().twoWay("$default").start()) {
            stack.handlers().result("$default", new InvocationResult.Failed("java.io.IOException", "broken"));
            RawClient client = stack.raw();
            client.text("x");
            assertThat(client.read().text())
                    .matches(ERROR)
                    .contains(stack.awaitSeen("$default", 1)
                            .getFirst()
                            .context()
                            .get("requestId")
                            .asText());
            assertThat(stack.problems()).anyMatch(problem -> problem.contains("java.io.IOException: broken"));
        }
    }

    @Test
    void failureOnAOneWayRouteIsToldByDefault() {
        try (Running stack = Running.with().route("$default").start()) {
            stack.handlers().result("$default", new InvocationResult.TimedOut("Task timed out after 3.00 seconds"));
            RawClient client = stack.raw();
            client.text("x");
            assertThat(client.read().text()).matches(ERROR);
        }
    }

    @Test
    void failureOnAOneWayRouteCanBeSilent() {
        Assumptions silent = new Assumptions(false, false, false, true, Assumptions.STATUSES);
        try (Running stack = Running.with()
                .assumptions(silent)
                .route("$default")
                .twoWay("echo")
                .start()) {
            stack.handlers().result("$default", new InvocationResult.Failed("java.io.IOException", "broken"));
            stack.handlers().answer("echo", "{\"statusCode\":200,\"body\":\"answer\"}");
            RawClient client = stack.raw();
            client.text("x");
            client.text("{\"action\":\"echo\"}");
            assertThat(client.read().text()).isEqualTo("answer");
        }
    }

    @Test
    void integrationThatTakesTooLongIsAFailure() {
        try (Running stack =
                Running.with().timeout(Duration.ofMillis(200)).route("$default").start()) {
            stack.handlers().later("$default", new CompletableFuture<>());
            RawClient client = stack.raw();
            client.text("x");
            assertThat(client.read().text()).matches(ERROR);
        }
    }

    @Test
    void messagesOverlapButAreIssuedInOrder() {
        try (Running stack = Running.with().route("$default").start()) {
            stack.handlers().later("$default", new CompletableFuture<>());
            RawClient client = stack.raw();
            List<String> sent = IntStream.range(0, 50).mapToObj(i -> "m" + i).toList();
            sent.forEach(client::text);
            assertThat(stack.awaitSeen("$default", 50))
                    .extracting(seen -> seen.event().get("body").asText())
                    .isEqualTo(sent);
        }
    }

    @Test
    void connectionIsReadOnWhenItsManyMessagesAreDone() {
        try (Running stack = Running.with().route("$default").start()) {
            CompletableFuture<InvocationResult> pending = new CompletableFuture<>();
            stack.handlers().later("$default", pending);
            RawClient client = stack.raw();
            int count = 3 * GatewayLimits.MESSAGES_IN_FLIGHT;
            IntStream.range(0, count).forEach(i -> client.text("m" + i));
            stack.awaitSeen("$default", GatewayLimits.MESSAGES_IN_FLIGHT);
            pending.complete(Handlers.returned(Handlers.OK));
            assertThat(stack.awaitSeen("$default", count)).hasSize(count);
        }
    }

    @Test
    void eventTellsOfTheMessageAndNotOfTheUpgrade() {
        try (Running stack = Running.with()
                .variables(Map.of("color", "green"))
                .route("$default")
                .start()) {
            RawClient client = stack.upgrade("/dev?a=1", "User-Agent: probe/1");
            client.head();
            client.text("hello");
            JsonNode event = stack.awaitSeen("$default", 1).getFirst().event();
            assertThat(event.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("stageVariables", "requestContext", "body", "isBase64Encoded");
            JsonNode context = event.get("requestContext");
            assertThat(context.get("eventType").asText()).isEqualTo("MESSAGE");
            assertThat(context.get("messageId").asText()).isNotEmpty();
            assertThat(context.get("requestId")).isEqualTo(context.get("extendedRequestId"));
            assertThat(context.get("identity").get("userAgent").asText()).isEqualTo("probe/1");
            JsonNode connect = stack.handlers().seen("$connect").getFirst().context();
            for (String same : new String[] {"connectionId", "connectedAt", "domainName", "apiId", "stage"}) {
                assertThat(context.get(same)).isEqualTo(connect.get(same));
            }
            assertThat(context.get("requestId")).isNotEqualTo(connect.get("requestId"));
        }
    }

    @Test
    void connectionsShowWhatWentThrough() {
        try (Running stack = Running.with().twoWay("$default").start()) {
            RawClient client = stack.raw("User-Agent: probe/1");
            client.text("1");
            client.text("2");
            client.read();
            client.read();
            stack.post(stack.connectionId(0), "3");
            client.read();
            await().atMost(Running.PATIENCE)
                    .untilAsserted(() -> assertThat(stack.gateway().connections())
                            .singleElement()
                            .satisfies(connection -> {
                                assertThat(connection.received()).isEqualTo(2);
                                assertThat(connection.sent()).isEqualTo(3);
                                assertThat(connection.stage()).isEqualTo("dev");
                                assertThat(connection.api()).isEqualTo("chat");
                                assertThat(connection.userAgent()).isEqualTo("probe/1");
                            }));
        }
    }
}
