package herald.local.stack.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import herald.local.stack.feed.Feed;
import herald.local.stack.feed.Sight;
import herald.local.stack.gateway.WebPages.WebPage;
import herald.local.stack.weather.Weather;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private static final FaultPages NO_FAULTS =
            new FaultPages(Weather.fair(), _ -> OptionalInt.empty(), _ -> OptionalInt.empty());

    private static final Console.JsonPages NO_PAGES = new Console.JsonPages(Map::of, Map::of, Map::of);

    private final Feed feed = new Feed();

    @Test
    void showsEachConnectionWithItsTimesInMilliseconds() throws IOException {
        var state = state(seeing(List.of(open("a=", NOON))), "");

        assertThat(state.at("/connections")).isEqualTo(parsed("""
                {"count":1,"listed":[{"id":"a=","api":"Api","stage":"prod",
                 "connectedAtMillis":%1$d,"lastActiveAtMillis":%2$d,
                 "sourceIp":"127.0.0.1","userAgent":"Mozilla/5.0","received":3,"sent":50}]}
                """.formatted(
                        NOON.toEpochMilli(), NOON.plusSeconds(9).toEpochMilli())));
    }

    @Test
    void countsAllConnectionsAndListsTheHundredOldest() throws IOException {
        var many = LongStream.range(0, 250)
                .mapToObj(i -> open("c" + i, NOON.minusSeconds(i)))
                .toList();

        var connections = state(seeing(many), "").at("/connections");

        assertThat(connections.at("/count").intValue()).isEqualTo(250);
        assertThat(connections.at("/listed")).hasSize(100);
        assertThat(connections.at("/listed/0/id").textValue()).isEqualTo("c249");
        assertThat(connections.at("/listed/99/id").textValue()).isEqualTo("c150");
    }

    @Test
    void showsQueuesAndEnvironments() throws IOException {
        var state = state(seeing(List.of()), "");

        assertThat(state.at("/queues")).isEqualTo(parsed("""
                [{"id":"PublishQueue","name":"herald-publish","deadLetter":false,
                  "visible":3000000000,"inFlight":2,"delayed":1}]"""));
        assertThat(state.at("/environments")).isEqualTo(parsed("""
                [{"function":"BroadcastFunction","pid":4711,"state":"idle","invocations":8,
                  "ageMillis":61000,"residentBytes":104857600}]"""));
    }

    @Test
    void showsSchedulesWithWhatIsNextAndWhatWasLast() throws IOException {
        assertThat(state("").at("/schedules")).isEqualTo(parsed("""
                [{"id":"FSweep","function":"F","expression":"rate(1 minute)","enabled":true,
                  "nextAtMillis":%d,"lastAtMillis":%d,"result":"ok"},
                 {"id":"FNever","function":"F","expression":"rate(1 hour)","enabled":false,
                  "nextAtMillis":null,"lastAtMillis":null,"result":""}]""".formatted(
                        NOON.toEpochMilli(), NOON.minusSeconds(60).toEpochMilli())));
    }

    @Test
    void showsFaultsThatWereAskedFor() throws IOException {
        assertThat(state("").at("/faults")).isEqualTo(parsed("""
                [{"kind":"throttled","rate":0.25,"limited":true,"happened":3}]"""));
    }

    @Test
    void tellsAnInvocationWithItsCounts() throws IOException {
        feed.add(invocation(Map.of("delivered", 200L, "gone", 1L)));

        assertThat(state("").at("/invocations")).isEqualTo(parsed("""
                [{"number":1,"startedAtMillis":%d,"function":"BroadcastFunction","trigger":"PublishQueue",
                  "requestId":"8b1d","durationMillis":12.346,"outcome":"ok","cold":true,
                  "counts":{"delivered":200,"gone":1}}]""".formatted(NOON.toEpochMilli())));
    }

    @Test
    void givesOnlyWhatCameAfterTheNumbersAskedFor() throws IOException {
        for (int i = 0; i < 5; i++) {
            feed.add(invocation(Map.of()));
            feed.problem("Gateway", "problem " + i);
        }

        var state = state("invocations=3&problems=4");

        assertThat(state.at("/invocations").findValuesAsText("number")).containsExactly("4", "5");
        assertThat(state.at("/problems").findValuesAsText("message")).containsExactly("problem 4");
    }

    @Test
    void givesNothingTwiceToWhoeverAsksWithTheLastNumbers() throws IOException {
        feed.add(invocation(Map.of()));
        feed.problem("Gateway", "refused");

        var state = state("problems=1&invocations=1");

        assertThat(state.at("/invocations")).isEmpty();
        assertThat(state.at("/problems")).isEmpty();
    }

    @Test
    void givesAllThatIsKeptWithoutNumbers() throws IOException {
        for (int i = 0; i < 520; i++) {
            feed.add(invocation(Map.of()));
        }

        var numbers = state("").at("/invocations").findValuesAsText("number");

        assertThat(numbers).hasSize(500).startsWith("21").endsWith("520");
    }

    @Test
    void refusesNumbersThatAreNone() throws IOException {
        var answer = get(
                new Console(seeing(List.of()), feed, NO_FAULTS, NO_PAGES), "/console/state.json", "invocations=many");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(parsed(text(answer)).at("/message").textValue()).contains("invocations=many");
    }

    @Test
    void namesTheRunSoThatARestartCanBeSeen() throws IOException {
        var first = new Console(seeing(List.of()), feed, NO_FAULTS, NO_PAGES);
        var second = new Console(seeing(List.of()), feed, NO_FAULTS, NO_PAGES);

        assertThat(run(first)).isEqualTo(run(first)).isNotEqualTo(run(second));
    }

    @Test
    void keepsWhatLooksLikeMarkupAsText() throws IOException {
        feed.problem("Api", "</script>\"\u2028\n");

        assertThat(state("").at("/problems/0/message").textValue()).isEqualTo("</script>\"\u2028\n");
    }

    @Test
    void answersTheFactsAsTheyAreNow() throws IOException {
        Map<String, Object> facts =
                Map.of("webSocketUrl", "ws://127.0.0.1:3000/prod", "queues", Map.of("Q", "http://127.0.0.1:9324/Q"));
        var answer = get(
                new Console(seeing(List.of()), feed, NO_FAULTS, new Console.JsonPages(() -> facts, Map::of, Map::of)),
                "/ready.json",
                "");

        assertThat(answer.contentType()).isEqualTo("application/json; charset=utf-8");
        assertThat(parsed(text(answer)).at("/queues/Q").textValue()).isEqualTo("http://127.0.0.1:9324/Q");
    }

    @Test
    void servesThePageThatUsersCopyAtTheRoot() {
        var answer = get(new Console(seeing(List.of()), feed, NO_FAULTS, NO_PAGES), "/", "url=ws%3A%2F%2Fx");

        assertThat(answer.contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(text(answer)).contains("<title>Herald</title>", "data-testid=\"connect\"");
    }

    @Test
    void servesTheStockSocketIoClientOrSaysWhereItIsFrom() {
        var answer = get(new Console(seeing(List.of()), feed, NO_FAULTS, NO_PAGES), "/socket.io.min.js", "");

        // It is not part of Herald; whether it was fetched is a matter of this machine.
        switch (answer.status()) {
            case 200 -> assertThat(answer.contentType()).isEqualTo("text/javascript; charset=utf-8");
            case 404 -> assertThat(text(answer)).contains("page/get-socket.io");
            default -> fail("status " + answer.status());
        }
    }

    @Test
    void servesTheConsoleWithAndWithoutTheSlash() {
        var console = new Console(seeing(List.of()), feed, NO_FAULTS, NO_PAGES);

        assertThat(text(get(console, "/console/", ""))).contains("<title>Herald console</title>");
        assertThat(get(console, "/console", "").body())
                .isEqualTo(get(console, "/console/", "").body());
    }

    @Test
    void pagesLoadNothingFromElsewhere() {
        var console = new Console(seeing(List.of()), feed, NO_FAULTS, NO_PAGES);

        for (String path : List.of("/", "/console/")) {
            assertThat(text(get(console, path, "")))
                    .doesNotContainPattern("<script[^>]+src|<link[^>]+href=\"(?!data:)|@import|url\\(\"?https?:")
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write");
        }
    }

    @Test
    void leavesEveryOtherPathToTheGateway() {
        var console = new Console(seeing(List.of()), feed, NO_FAULTS, NO_PAGES);

        assertThat(console.get("/prod", "")).isEmpty();
        assertThat(console.get("/console/other", "")).isEmpty();
    }

    private JsonNode state(String query) throws IOException {
        return state(seeing(List.of()), query);
    }

    private JsonNode state(Sight sight, String query) throws IOException {
        return parsed(text(get(new Console(sight, feed, NO_FAULTS, NO_PAGES), "/console/state.json", query)));
    }

    private static String run(Console console) throws IOException {
        return parsed(text(get(console, "/console/state.json", ""))).at("/run").textValue();
    }

    private static WebPage get(Console console, String path, String query) {
        return console.get(path, query).orElseThrow();
    }

    private static String text(WebPage page) {
        return new String(page.body(), UTF_8);
    }

    private static JsonNode parsed(String json) throws IOException {
        return new ObjectMapper().readTree(json);
    }

    private static Feed.FinishedInvocation invocation(Map<String, Long> counts) {
        var duration = Duration.ofNanos(12_345_678);
        return new Feed.FinishedInvocation(
                0, NOON, "BroadcastFunction", "PublishQueue", "8b1d", duration, "ok", true, counts);
    }

    private static Sight.OpenConnection open(String id, Instant connectedAt) {
        return new Sight.OpenConnection(
                id, "Api", "prod", connectedAt, connectedAt.plusSeconds(9), "127.0.0.1", "Mozilla/5.0", 3, 50);
    }

    private static Sight seeing(List<Sight.OpenConnection> open) {
        return new Sight() {
            @Override
            public List<OpenConnection> connections() {
                return open;
            }

            @Override
            public List<QueueDepth> queues() {
                return List.of(new QueueDepth("PublishQueue", "herald-publish", false, 3_000_000_000L, 2, 1));
            }

            @Override
            public List<EnvironmentProcess> environments() {
                return List.of(new EnvironmentProcess("BroadcastFunction", 4711, "idle", 8, 61_000, 100 * 1024 * 1024));
            }

            @Override
            public List<ScheduleState> schedules() {
                return List.of(
                        new ScheduleState(
                                "FSweep",
                                "F",
                                "rate(1 minute)",
                                true,
                                Optional.of(NOON),
                                Optional.of(NOON.minusSeconds(60)),
                                "ok"),
                        new ScheduleState(
                                "FNever", "F", "rate(1 hour)", false, Optional.empty(), Optional.empty(), ""));
            }

            @Override
            public List<FaultCount> faults() {
                return List.of(new FaultCount("throttled", 0.25, true, 3));
            }
        };
    }
}
