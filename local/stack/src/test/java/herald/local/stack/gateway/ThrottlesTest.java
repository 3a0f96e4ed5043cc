package herald.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A bucket that gets a token a second is asked until it is empty, however slow the machine. */
final class ThrottlesTest {

    private static final int PLENTY = 1_000_000;
    private static final int OFTEN = 1_000;

    private static Running start(int requestRate, int requestBurst, int connectRate) {
        return Running.with()
                .quotas(new Quotas(requestRate, requestBurst, connectRate, OptionalInt.empty(), OptionalInt.empty()))
                .start();
    }

    private static void sendManyMessages(RawClient client) {
        for (int n = 0; n < OFTEN; n++) {
            client.text("x");
        }
    }

    private static String throttledFrame(RawClient client) {
        return Stream.generate(() -> client.read().text())
                .filter(text -> text.contains("Too Many Requests"))
                .findFirst()
                .orElseThrow();
    }

    /** Connects until that is refused. @return what the refused one was answered */
    private static RawClient throttledUpgrade(Running stack, int status) {
        for (int n = 0; n < OFTEN; n++) {
            RawClient client = stack.upgrade("/dev");
            if (client.head().status() == status) {
                return client;
            }
        }
        throw new AssertionError("never throttled");
    }

    private static HttpResponse<String> throttledPost(Running stack, String id) {
        return Stream.generate(() -> stack.post(id, "x"))
                .limit(OFTEN)
                .filter(response -> response.statusCode() != 200)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anUpgradeAboveTheConnectRateIs429AndReachesNoHandler() {
        try (Running stack = start(PLENTY, PLENTY, 1)) {
            JsonNode body = StrictJson.read(throttledUpgrade(stack, 429).rest());
            assertThat(body.get("message").asText()).isEqualTo("Too Many Requests");
            String refused = body.get("connectionId").asText();
            assertThat(stack.handlers().seen("$connect"))
                    .isNotEmpty()
                    .noneMatch(seen -> seen.connectionId().equals(refused));
            assertThat(stack.problems())
                    .anySatisfy(problem -> assertThat(problem).contains("Throttled an upgrade", "and 1 connects"));
        }
    }

    @Test
    void anUpgradeIsARequestToo() {
        try (Running stack = start(1, 1, PLENTY)) {
            assertThat(throttledUpgrade(stack, 429)).isNotNull();
        }
    }

    @Test
    void aThrottledMessageIsAnsweredByAFrame() {
        try (Running stack = start(1, 1, PLENTY)) {
            RawClient client = stack.raw();
            sendManyMessages(client);
            JsonNode frame = StrictJson.read(throttledFrame(client));
            assertThat(frame.get("connectionId").asText()).isEqualTo(stack.connectionId(0));
            assertThat(frame.get("requestId").asText()).isNotEmpty();
        }
    }

    @Test
    void callsOfConnectionsAndMessagesShareTheBucket() {
        try (Running stack = start(1, 20, PLENTY)) {
            RawClient client = stack.raw();
            String id = stack.connectionId(0);
            HttpResponse<String> throttled = throttledPost(stack, id);
            assertThat(throttled.statusCode()).isEqualTo(429);
            assertThat(throttled.headers().firstValue("x-amzn-ErrorType")).contains("LimitExceededException");
            sendManyMessages(client);
            assertThat(throttledFrame(client)).contains(id);
        }
    }

    @Test
    void aLimitOfConnectionsAloneLeavesMessagesAlone() {
        Quotas posts = new Quotas(PLENTY, PLENTY, PLENTY, OptionalInt.of(1), OptionalInt.of(1));
        try (Running stack = Running.with().route("$default").quotas(posts).start()) {
            RawClient client = stack.raw();
            assertThat(throttledPost(stack, stack.connectionId(0)).statusCode()).isEqualTo(429);
            sendManyMessages(client);
            assertThat(stack.awaitSeen("$default", OFTEN)).hasSize(OFTEN);
        }
    }

    @Test
    void nobodyMeetsTheQuotasOfAwsInOrdinaryUse() {
        try (Running stack = Running.with().route("$default").start()) {
            RawClient client = stack.raw();
            sendManyMessages(client);
            assertThat(stack.awaitSeen("$default", OFTEN)).hasSize(OFTEN);
            assertThat(stack.problems()).isEmpty();
        }
    }
}
