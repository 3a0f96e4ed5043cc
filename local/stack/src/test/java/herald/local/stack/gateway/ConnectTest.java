package herald.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import herald.local.stack.lambda.InvocationResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The upgrade and what the {@code $connect} handler can do with it. */
final class ConnectTest {

    @Test
    void upgradeWaitsForTheHandler() {
        try (Running stack = Running.start()) {
            CompletableFuture<InvocationResult> pending = new CompletableFuture<>();
            stack.handlers().later("$connect", pending);
            RawClient client = stack.upgrade("/dev");
            String id = stack.connectionId(0);
            assertThat(stack.gateway().connections()).isEmpty();
            assertThat(stack.post(id, "early").statusCode()).isEqualTo(410);

            pending.complete(Handlers.returned(Handlers.OK));

            assertThat(client.head().status()).isEqualTo(101);
            assertThat(stack.post(id, "now").statusCode()).isEqualTo(200);
            assertThat(client.read().text()).isEqualTo("now");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 299})
    void successAccepts(int status) {
        try (Running stack = Running.start()) {
            stack.handlers().answer("$connect", "{\"statusCode\":" + status + "}");
            stack.raw();
            assertThat(stack.gateway().connections()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 418, 501})
    void otherStatusIsTheUpgrades(int status) {
        try (Running stack = Running.start()) {
            stack.handlers().answer("$connect", "{\"statusCode\":" + status + "}");
            assertThat(stack.refused("/dev").status()).isEqualTo(status);
            assertThat(stack.problems()).anyMatch(problem -> problem.contains(" with " + status));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"hello\"",
                "{}",
                "{\"statusCode\":\"x\"}",
                "[]",
                "{\"statusCode\":200,\"body\":{}}",
                "{\"statusCode\":200,\"headers\":{\"Sec-WebSocket-Protocol\":\"a\\nb\"}}"
            })
    void whatIsNoProxyResultIs502(String payload) {
        try (Running stack = Running.start()) {
            stack.handlers().answer("$connect", payload);
            assertThat(stack.refused("/dev").status()).isEqualTo(502);
        }
    }

    @Test
    void handlerThatThrowsIs502() {
        try (Running stack = Running.start()) {
            stack.handlers()
                    .result("$connect", new InvocationResult.Failed("java.lang.IllegalStateException", "no table"));
            assertThat(stack.refused("/dev").status()).isEqualTo(502);
            assertThat(stack.problems()).anyMatch(problem -> problem.contains("IllegalStateException: no table"));
        }
    }

    @Test
    void functionThatTimesOutIs502() {
        try (Running stack = Running.start()) {
            stack.handlers().result("$connect", new InvocationResult.TimedOut("Task timed out after 3.00 seconds"));
            assertThat(stack.refused("/dev").status()).isEqualTo(502);
        }
    }

    @Test
    void integrationThatTakesTooLongIs504() {
        try (Running stack = Running.with().timeout(Duration.ofMillis(50)).start()) {
            stack.handlers().later("$connect", new CompletableFuture<>());
            assertThat(stack.refused("/dev").status()).isEqualTo(504);
        }
    }

    @Test
    void withoutConnectRouteEveryoneIsAccepted() {
        try (Running stack = Running.with().withoutConnectRoute().start()) {
            stack.raw();
            assertThat(stack.gateway().connections()).hasSize(1);
            assertThat(stack.handlers().seen()).isEmpty();
        }
    }

    @Test
    void refusedConnectionHasNoDisconnect() {
        try (Running stack = Running.start()) {
            stack.handlers().answer("$connect", "{\"statusCode\":403}");
            stack.refused("/dev");
            stack.handlers().answer("$connect", Handlers.OK);
            stack.raw().close(1000);
            assertThat(stack.awaitSeen("$disconnect", 1))
                    .singleElement()
                    .satisfies(seen -> assertThat(seen.connectionId()).isEqualTo(stack.connectionId(1)));
        }
    }

    @Test
    void clientThatVanishesWhileItWaitsGetsNoConnection() {
        try (Running stack = Running.start()) {
            CompletableFuture<InvocationResult> pending = new CompletableFuture<>();
            stack.handlers().later("$connect", pending);
            stack.upgrade("/dev").reset();
            String id = stack.connectionId(0);
            stack.handlers().answer("$connect", Handlers.OK);
            // Each of the two event loops has dealt with the reset once it has let a newer client in.
            stack.raw();
            stack.raw();

            pending.complete(Handlers.returned(Handlers.OK));

            assertThat(stack.post(id, "x").statusCode()).isEqualTo(410);
            stack.raw().close(1000);
            stack.awaitSeen("$disconnect", 1);
            assertThat(stack.handlers().seen("$disconnect"))
                    .noneMatch(seen -> seen.connectionId().equals(id));
        }
    }

    @Test
    void noSubprotocolUnlessTheHandlerChooses() {
        try (Running stack = Running.start()) {
            RawClient client = stack.upgrade("/dev", "Sec-WebSocket-Protocol: a, b");
            assertThat(client.head().headers()).doesNotContainKey("sec-websocket-protocol");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"headers\":{\"Sec-WebSocket-Protocol\":\"b\"}",
                "\"headers\":{\"sec-websocket-protocol\":\"b\"}",
                "\"multiValueHeaders\":{\"SEC-WEBSOCKET-PROTOCOL\":[\"b\"]}"
            })
    void handlersSubprotocolIsTheConnections(String headers) {
        try (Running stack = Running.start()) {
            stack.handlers().answer("$connect", "{\"statusCode\":200," + headers + "}");
            assertThat(stack.connect("a", "b").socket().getSubprotocol()).isEqualTo("b");
        }
    }

    @Test
    void eventTellsOfTheUpgrade() {
        try (Running stack = Running.with().variables(Map.of("color", "green")).start()) {
            stack.upgrade(
                    "/dev?a=1&a=2&b=x%20y",
                    "User-Agent: probe/1", "x-CuStOm: kept", "Cookie: c=1", "X-Forwarded-For: 10.0.0.1");
            JsonNode event = stack.awaitSeen("$connect", 1).getFirst().event();
            JsonNode headers = event.get("headers");
            assertThat(headers.get("Host").asText()).isEqualTo(stack.host());
            assertThat(headers.get("x-CuStOm").asText()).isEqualTo("kept");
            assertThat(headers.get("Cookie").asText()).isEqualTo("c=1");
            assertThat(headers.get("Sec-WebSocket-Key").asText()).isEqualTo("dGhlIHNhbXBsZSBub25jZQ==");
            assertThat(headers.get("X-Forwarded-For").asText()).isEqualTo("10.0.0.1, 127.0.0.1");
            assertThat(headers.get("X-Forwarded-Port").asText()).isEqualTo("443");
            assertThat(headers.get("X-Forwarded-Proto").asText()).isEqualTo("https");
            assertThat(headers.get("X-Amzn-Trace-Id").asText()).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
            assertThat(headers.has("Connection")).isFalse();
            assertThat(headers.has("Upgrade")).isFalse();
            assertThat(event.get("multiValueHeaders").get("Cookie").toString()).isEqualTo("[\"c=1\"]");
            assertThat(event.get("queryStringParameters").toString()).isEqualTo("{\"a\":\"2\",\"b\":\"x y\"}");
            assertThat(event.get("multiValueQueryStringParameters").toString())
                    .isEqualTo("{\"a\":[\"1\",\"2\"],\"b\":[\"x y\"]}");
            assertThat(event.get("stageVariables").toString()).isEqualTo("{\"color\":\"green\"}");
            assertThat(event.get("isBase64Encoded").asBoolean(true)).isFalse();
            assertThat(event.has("body")).isFalse();
        }
    }

    @Test
    void eventsContextIsThatOfAConnect() {
        try (Running stack = Running.start()) {
            stack.raw("User-Agent: probe/1");
            JsonNode context = stack.awaitSeen("$connect", 1).getFirst().context();
            assertThat(context.get("routeKey").asText()).isEqualTo("$connect");
            assertThat(context.get("eventType").asText()).isEqualTo("CONNECT");
            assertThat(context.get("messageDirection").asText()).isEqualTo("IN");
            assertThat(context.get("stage").asText()).isEqualTo("dev");
            assertThat(context.get("apiId").asText()).isEqualTo(Running.API_ID);
            assertThat(context.get("domainName").asText()).isEqualTo(stack.host());
            assertThat(context.get("identity").toString())
                    .isEqualTo("{\"userAgent\":\"probe/1\",\"sourceIp\":\"127.0.0.1\"}");
            assertThat(context.get("requestId")).isEqualTo(context.get("extendedRequestId"));
            assertThat(context.get("requestTime").asText())
                    .matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
            assertThat(context.get("requestTimeEpoch").asLong()
                            - context.get("connectedAt").asLong())
                    .isPositive()
                    .isLessThan(1000);
            assertThat(context.get("connectionId").asText()).matches("[A-Za-z0-9_-]{15}=");
            assertThat(context.has("messageId")).isFalse();
            assertThat(context.has("authorizer")).isFalse();
            assertThat(context.has("disconnectStatusCode")).isFalse();
        }
    }

    @Test
    void whatTheClientLeftOutIsAbsent() {
        try (Running stack = Running.start()) {
            stack.raw();
            JsonNode event = stack.awaitSeen("$connect", 1).getFirst().event();
            assertThat(event.has("queryStringParameters")).isFalse();
            assertThat(event.has("multiValueQueryStringParameters")).isFalse();
            assertThat(event.has("stageVariables")).isFalse();
            assertThat(event.get("requestContext").get("identity").has("userAgent"))
                    .isFalse();
        }
    }
}
