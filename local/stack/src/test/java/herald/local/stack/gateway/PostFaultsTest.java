package herald.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import herald.local.stack.access.Signer;
import herald.local.stack.weather.Chance;
import herald.local.stack.weather.Fault;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault against a real HTTP client. */
final class PostFaultsTest {

    private static final byte[] NOTHING = new byte[0];

    private static void always(Running stack, Fault fault) {
        stack.weather().change(List.of(Chance.of(fault, 1)));
    }

    private static void assertError(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains(type);
        assertThat(StrictJson.read(response.body()).get("message").asText()).isNotEmpty();
    }

    /** A signed post on a connection of the test's own, of which nothing is read yet. */
    private static RawClient posted(Running stack, String id, String text) {
        RawClient http = stack.open();
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String path = "/dev/@connections/" + Running.encoded(id);
        List<String> lines = new ArrayList<>(List.of("POST " + path + " HTTP/1.1", "Host: " + stack.host()));
        Signer.now().headers("POST", path, stack.host(), body).forEach((name, value) -> lines.add(name + ": " + value));
        lines.add("Content-Length: " + body.length);
        http.send(lines.toArray(String[]::new));
        http.send(body);
        return http;
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_LARGE,413,PayloadTooLargeException",
        "THROTTLED,429,LimitExceededException",
        "THROTTLED_ACCOUNT,429,LimitExceededException",
        "ERROR,500,InternalServerErrorException"
    })
    void refusedPostIsNotDelivered(Fault fault, int status, String type) {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            always(stack, fault);
            assertError(stack.post(stack.connectionId(0), "lost"), status, type);
            stack.weather().change(List.of());
            assertThat(stack.post(stack.connectionId(0), "kept").statusCode()).isEqualTo(200);
            assertThat(client.read().text()).isEqualTo("kept");
            assertThat(stack.weather().happened()).containsOnly(Map.entry(fault, 1L));
        }
    }

    @Test
    void goneConnectionIsReallyDroppedAndNobodyIsTold() {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            String id = stack.connectionId(0);
            always(stack, Fault.GONE);
            assertError(stack.post(id, "x"), 410, "GoneException");
            assertThat(client.ended()).isTrue();
            stack.weather().change(List.of());
            assertError(stack.post(id, "x"), 410, "GoneException");
            // One that ends later is told of, so that the dropped one would have been before.
            RawClient next = stack.raw();
            next.close(1000);
            assertThat(stack.awaitSeen("$disconnect", 1).getFirst().connectionId())
                    .isEqualTo(stack.connectionId(1));
        }
    }

    @Test
    void hangingPostIsNeverAnsweredAndEndsWithItsClient() {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            String id = stack.connectionId(0);
            always(stack, Fault.HANG);
            RawClient http = posted(stack, id, "x");
            await().atMost(Running.PATIENCE)
                    .until(() -> stack.weather().happened().containsKey(Fault.HANG));
            stack.weather().change(List.of());
            stack.post(id, "later");
            assertThat(client.read().text()).isEqualTo("later");
            assertThat(http.answered()).isFalse();
            http.close();
        }
    }

    @Test
    void resetPostIsNotDelivered() {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            String id = stack.connectionId(0);
            always(stack, Fault.RESET);
            assertThatThrownBy(() -> posted(stack, id, "x").head()).hasMessageContaining("reset");
            stack.weather().change(List.of());
            stack.post(id, "later");
            assertThat(client.read().text()).isEqualTo("later");
        }
    }

    @Test
    void postWhoseAnswerIsLostIsDelivered() {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            always(stack, Fault.LOST_ANSWER);
            assertThatThrownBy(() -> posted(stack, stack.connectionId(0), "x").head())
                    .hasMessageContaining("reset");
            assertThat(client.read().text()).isEqualTo("x");
        }
    }

    @Test
    void slowAnswerComesByteByByteAfterThePostWasDelivered() {
        try (Running stack = Running.start()) {
            RawClient client = stack.raw();
            always(stack, Fault.SLOW);
            RawClient http = posted(stack, stack.connectionId(0), "x");
            assertThat(client.read().text()).isEqualTo("x");
            assertThat(http.bytes(3)).isEqualTo("HTT");
            assertThat(http.answered()).isFalse();
        }
    }

    @Test
    void faultOfSomeConnectionsLeavesTheOthersAlone() {
        try (Running stack = Running.start()) {
            stack.raw();
            RawClient other = stack.raw();
            String unlucky = stack.connectionId(0);
            stack.weather().change(List.of(new Chance(Fault.THROTTLED, 1, Set.of(unlucky), Set.of())));
            assertError(stack.post(unlucky, "x"), 429, "LimitExceededException");
            assertThat(stack.post(stack.connectionId(1), "x").statusCode()).isEqualTo(200);
            assertThat(other.read().text()).isEqualTo("x");
        }
    }

    @Test
    void closingCanFailToo() {
        try (Running stack = Running.start()) {
            stack.raw();
            String id = stack.connectionId(0);
            always(stack, Fault.ERROR);
            assertError(stack.call("DELETE", id, NOTHING), 500, "InternalServerErrorException");
            stack.weather().change(List.of());
            assertThat(stack.call("DELETE", id, NOTHING).statusCode()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GONE", "TOO_LARGE", "LOST_ANSWER", "SLOW"})
    void faultOfPostsDoesNotBefallClosing(Fault fault) {
        try (Running stack = Running.start()) {
            stack.raw();
            always(stack, fault);
            assertThat(stack.call("DELETE", stack.connectionId(0), NOTHING).statusCode())
                    .isEqualTo(204);
        }
    }
}
