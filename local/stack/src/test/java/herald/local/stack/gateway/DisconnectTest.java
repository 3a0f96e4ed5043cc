package herald.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import herald.local.stack.lambda.InvocationResult;
import herald.local.stack.weather.Chance;
import herald.local.stack.weather.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How connections end, and the event that tells of it. */
final class DisconnectTest {

    private static void assertReason(Running stack, int code, String reason) {
        JsonNode context = stack.awaitSeen("$disconnect", 1).getFirst().context();
        assertThat(context.get("disconnectStatusCode").isInt()).isTrue();
        assertThat(context.get("disconnectStatusCode").asInt()).isEqualTo(code);
        assertThat(context.get("disconnectReason").asText()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, '', Connection Closed Normally",
        "1001, '', Going away",
        "1000, done, done",
        "4001, '', ''",
        "4001, logged out, logged out"
    })
    void clientsCloseFrameIsTold(int code, String sent, String told) {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            client.close(code, sent);
            assertThat(client.read().code()).isEqualTo(code);
            assertThat(client.ended()).isTrue();
            assertReason(stack, code, told);
        }
    }

    @Test
    void emptyCloseFrameIs1005() {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            client.frame(RawClient.CLOSE, true, new byte[0]);
            assertThat(client.read().payload()).isEmpty();
            assertReason(stack, 1005, "Client-side close frame status not set");
        }
    }

    @Test
    void vanishedClientIs1006AfterAWhile() {
        try (Running stack = Running.with()
                .disconnects(Optional.of(Duration.ofMillis(50)), true)
                .start()) {
            stack.raw().reset();
            await().atMost(Running.PATIENCE)
                    .until(() -> !stack.handlers().seen("$disconnect").isEmpty());
            assertThat(stack.handlers()
                            .seen("$disconnect")
                            .getFirst()
                            .context()
                            .get("disconnectStatusCode")
                            .asInt())
                    .isEqualTo(1006);
        }
    }

    @Test
    void vanishedClientMayNeverBeTold() {
        try (Running stack = Running.with().disconnects(Optional.empty(), true).start()) {
            stack.raw().reset();
            await().atMost(Running.PATIENCE)
                    .until(() -> stack.gateway().connections().isEmpty());
            stack.raw().close(1000);
            assertThat(stack.awaitSeen("$disconnect", 1).getFirst().connectionId())
                    .isEqualTo(stack.connectionId(1));
        }
    }

    @Test
    void aDisconnectCanBeLost() {
        try (Running stack = Running.start()) {
            stack.weather().change(List.of(Chance.of(Fault.LOST_DISCONNECT, 1)));
            closed(stack);
            await().atMost(Running.PATIENCE)
                    .until(() -> stack.weather().happened().containsKey(Fault.LOST_DISCONNECT));
            stack.weather().change(List.of());
            closed(stack);
            assertThat(stack.awaitSeen("$disconnect", 1).getFirst().connectionId())
                    .isEqualTo(stack.connectionId(1));
        }
    }

    @Test
    void disconnectsCanBeLate() {
        int some = 20;
        try (Running stack = Running.start()) {
            stack.weather().change(List.of(Chance.of(Fault.LATE_DISCONNECT, 1)));
            IntStream.range(0, some).forEach(_ -> closed(stack));
            await().atMost(Running.PATIENCE)
                    .until(() -> stack.weather().happened().get(Fault.LATE_DISCONNECT), Long.valueOf(some)::equals);
            // The last of them a minute late, the first soon.
            stack.awaitSeen("$disconnect", 1);
            assertReason(stack, 1000, "Connection Closed Normally");
        }
    }

    private static void closed(Running stack) {
        RawClient client = stack.raw();
        client.close(1000);
        assertThat(client.read().code()).isEqualTo(1000);
    }

    @Test
    void disconnectsCanBeDroppedAltogether() {
        try (Running stack =
                Running.with().disconnects(Optional.of(Duration.ZERO), false).start()) {
            RawClient client = stack.raw();
            client.close(1000);
            assertThat(client.read().code()).isEqualTo(1000);
            assertThat(client.ended()).isTrue();
            stack.gateway().close();
            assertThat(stack.handlers().seen("$disconnect")).isEmpty();
        }
    }

    @Test
    void silentConnectionIsClosedByTheIdleTimeout() {
        try (Running stack = Running.with()
                .times(Duration.ofMillis(200), Duration.ofHours(2))
                .start()) {
            Client client = stack.connect();
            assertThat(client.awaitClosed()).isEqualTo(new Client.Closed(1001, "Going away"));
            assertReason(stack, 1001, "Going away");
        }
    }

    @Test
    void pingsDoNotPutOffTheIdleTimeout() {
        try (Running stack = Running.with()
                .times(Duration.ofMillis(500), Duration.ofHours(2))
                .start()) {
            Client client = stack.connect();
            await().atMost(Running.PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                if (!client.isClosed()) {
                    var unusedPing = client.socket().sendPing(java.nio.ByteBuffer.allocate(0));
                }
                return client.isClosed();
            });
            assertThat(client.awaitClosed().code()).isEqualTo(1001);
        }
    }

    @Test
    void postsCountAsActivity() {
        try (Running stack = Running.start()) {
            stack.raw();
            var before = stack.gateway().connections().getFirst().lastActiveAt();
            await().atMost(Running.PATIENCE).until(() -> {
                stack.post(stack.connectionId(0), "x");
                return stack.gateway().connections().getFirst().lastActiveAt().isAfter(before);
            });
        }
    }

    @Test
    void oldConnectionIsClosedWhateverItDoes() {
        try (Running stack = Running.with()
                .times(Duration.ofMinutes(10), Duration.ofMillis(500))
                .route("$default")
                .start()) {
            Client client = stack.connect();
            await().atMost(Running.PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                if (!client.isClosed()) {
                    var unusedSend = client.socket().sendText("busy", true);
                }
                return client.isClosed();
            });
            assertThat(client.awaitClosed()).isEqualTo(new Client.Closed(1001, "Going away"));
        }
    }

    @Test
    void deletedConnectionIsClosedNormally() {
        try (Running stack = Running.start()) {
            Client client = stack.connect();
            assertThat(stack.call("DELETE", stack.connectionId(0), new byte[0]).statusCode())
                    .isEqualTo(204);
            assertThat(client.awaitClosed().code()).isEqualTo(1000);
            assertReason(stack, 1000, "Connection Closed Normally");
        }
    }

    @Test
    void clientThatDoesNotAnswerACloseIsCutOff() {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            stack.call("DELETE", stack.connectionId(0), new byte[0]);
            assertThat(client.read().code()).isEqualTo(1000);
            assertReason(stack, 1000, "Connection Closed Normally");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void handlersFailureDoesNotMatter() {
        try (Running stack = Running.start()) {
            stack.handlers().result("$disconnect", new InvocationResult.Failed("x", "y"));
            stack.raw().close(1000);
            stack.awaitSeen("$disconnect", 1);
            stack.raw();
            assertThat(stack.gateway().connections()).hasSize(1);
        }
    }

    @Test
    void eventHasFourHeadersAndNoQuery() {
        try (Running stack = Running.with().variables(Map.of("color", "green")).start()) {
            RawClient client = stack.upgrade("/dev?a=1", "User-Agent: probe/1", "Cookie: c=1");
            client.head();
            client.close(1000);
            JsonNode event = stack.awaitSeen("$disconnect", 1).getFirst().event();
            assertThat(event.get("headers").toString())
                    .isEqualTo("{\"Host\":\"%s\",\"x-api-key\":\"\",\"X-Forwarded-For\":\"\",\"x-restapi\":\"\"}"
                            .formatted(stack.host()));
            assertThat(event.get("multiValueHeaders").get("x-api-key").toString())
                    .isEqualTo("[\"\"]");
            assertThat(event.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder(
                            "headers", "multiValueHeaders", "stageVariables", "requestContext", "isBase64Encoded");
            JsonNode context = event.get("requestContext");
            assertThat(context.get("eventType").asText()).isEqualTo("DISCONNECT");
            assertThat(context.get("routeKey").asText()).isEqualTo("$disconnect");
            assertThat(context.has("messageId")).isFalse();
            assertThat(context.get("identity").get("userAgent").asText()).isEqualTo("probe/1");
        }
    }

    @Test
    void closingTheGatewayTellsClientsAndHandlers() {
        try (Running stack = Running.start()) {
            Client client = stack.connect();
            stack.gateway().close();
            assertThat(client.awaitClosed()).isEqualTo(new Client.Closed(1001, "Going away"));
            assertThat(stack.handlers().seen("$disconnect")).hasSize(1);
        }
    }

    @Test
    void closingTheGatewayDoesNotWaitForEver() {
        try (Running stack = Running.start()) {
            stack.handlers().later("$disconnect", new CompletableFuture<>());
            RawClient client = stack.raw();
            stack.gateway().close();
            assertThat(client.read().text().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
        }
    }
}
