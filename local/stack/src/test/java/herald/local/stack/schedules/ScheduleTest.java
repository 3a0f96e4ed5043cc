package herald.local.stack.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import herald.local.rules.calendar.ScheduleExpression;
import herald.local.stack.feed.Feed;
import herald.local.stack.lambda.Functions;
import herald.local.stack.lambda.InvocationResult;
import herald.local.stack.weather.StackClock;
import herald.local.template.spec.ScheduleSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By a clock on which a minute is a sixtieth of a second. */
class ScheduleTest {

    /** Far above what a busy machine needs. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final InvocationResult OK = new InvocationResult.Returned("null".getBytes(StandardCharsets.UTF_8));
    private static final InvocationResult FAILED = new InvocationResult.Failed("Oops", "no");

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Feed feed = new Feed();
    private final List<String> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    @Test
    void aRateFiresAgainAndAgain() {
        var schedule = start(spec("rate(1 minute)"), () -> CompletableFuture.completedFuture(OK));

        await().atMost(PATIENCE).until(() -> events.size() >= 5);
        assertThat(schedule.sight().result()).isEqualTo("ok");
        assertThat(schedule.sight().lastAt()).isPresent();
        assertThat(schedule.sight().nextAt()).isPresent();
    }

    @Test
    void theEventIsEventBridges() throws Exception {
        var before = Instant.now();
        start(spec("rate(1 minute)"), () -> CompletableFuture.completedFuture(OK));
        await().atMost(PATIENCE).until(() -> events.size() >= 2);

        var event = parsed(events.getFirst());
        assertThat(event.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail");
        assertThat(event.path("version").asText()).isEqualTo("0");
        assertThat(event.path("id").asText())
                .isNotEqualTo(parsed(events.get(1)).path("id").asText());
        assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(event.path("source").asText()).isEqualTo("aws.events");
        assertThat(event.path("account").asText()).isEqualTo("123456789012");
        assertThat(event.path("region").asText()).isEqualTo("eu-west-1");
        assertThat(event.path("resources").toString()).isEqualTo("[\"arn:rule\"]");
        assertThat(event.path("detail").toString()).isEqualTo("{}");
        assertThat(event.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(Instant.parse(event.path("time").asText())).isBetween(before.minusSeconds(1), Instant.now());
    }

    @Test
    void aConstantTakesTheEventsPlaceAsItStands() {
        start(with(spec("cron(* * * * ? *)"), "{\"do\":  1}"), () -> CompletableFuture.completedFuture(OK));

        await().atMost(PATIENCE).until(() -> events.size() >= 3);
        assertThat(events).containsOnly("{\"do\":  1}");
    }

    @Test
    void itDoesNotWaitForWhatItStartedBefore() {
        var schedule = start(spec("rate(1 minute)"), CompletableFuture::new);

        await().atMost(PATIENCE).until(() -> events.size() >= 5);
        assertThat(schedule.sight().result()).isEmpty();
    }

    @Test
    void whatFailsIsTriedTwiceMoreWithTheSameEventAndThenReported() {
        var schedule = startOnce(() -> CompletableFuture.completedFuture(FAILED));

        await().atMost(PATIENCE).until(() -> !feed.problemsAfter(0).isEmpty());
        assertThat(events).hasSize(3).allMatch(events.getFirst()::equals);
        assertThat(feed.problemsAfter(0)).singleElement().satisfies(problem -> {
            assertThat(problem.source()).isEqualTo("FSweep");
            assertThat(problem.message())
                    .startsWith("the event of ")
                    .endsWith(" was dropped after 3 attempts: Oops: no");
        });
        await().atMost(PATIENCE).until(() -> schedule.sight().result().equals("failed"));
    }

    @Test
    void whatSucceedsAtLastIsDone() {
        var results = List.of(FAILED, OK).iterator();
        var schedule = startOnce(() -> CompletableFuture.completedFuture(results.next()));

        await().atMost(PATIENCE).until(() -> schedule.sight().result().equals("ok"));
        assertThat(events).hasSize(2);
        assertThat(feed.problemsAfter(0)).isEmpty();
    }

    @Test
    void aDisabledOneDoesNotFire() {
        var spec = spec("rate(1 minute)");
        var disabled = start(
                new ScheduleSpec(
                        spec.id(),
                        spec.function(),
                        spec.arn(),
                        spec.expression(),
                        Optional.of("0"),
                        false,
                        2,
                        PATIENCE),
                () -> CompletableFuture.completedFuture(OK));
        start(with(spec, "1"), () -> CompletableFuture.completedFuture(OK));

        await().atMost(PATIENCE).until(() -> events.size() >= 5);
        assertThat(events).containsOnly("1");
        assertThat(disabled.sight().nextAt()).isEmpty();
    }

    @Test
    void oneThatIsOverIsNeverDue() {
        var schedule = start(spec("cron(0 0 1 1 ? 2020)"), () -> CompletableFuture.completedFuture(OK));

        assertThat(schedule.sight().nextAt()).isEmpty();
        assertThat(schedule.sight().enabled()).isTrue();
    }

    @Test
    void aStopWaitsForWhatRunsAndTriesNothingAgain() throws Exception {
        var running = new CompletableFuture<InvocationResult>();
        var schedule = startOnce(() -> running);
        await().atMost(PATIENCE).until(() -> events.size() == 1);

        schedule.stop();
        assertThat(schedule.awaitIdle(Duration.ofMillis(1))).isFalse();
        running.complete(FAILED);

        assertThat(schedule.awaitIdle(PATIENCE)).isTrue();
        assertThat(schedule.sight().nextAt()).isEmpty();
        scheduler.shutdown();
        assertThat(scheduler.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(events).hasSize(1);
    }

    @Test
    void whatIsUnderwayHasALimit() {
        start(spec("rate(1 minute)"), CompletableFuture::new);

        await().atMost(PATIENCE).until(() -> !feed.problemsAfter(0).isEmpty());
        assertThat(events).hasSize(100);
        assertThat(feed.problemsAfter(0).getFirst().message()).endsWith(" was dropped: 100 are underway already");
    }

    private Schedule start(ScheduleSpec spec, Supplier<CompletableFuture<InvocationResult>> answer) {
        return start(spec, answer, ScheduleClock.FASTEST);
    }

    /** What is a minute late is not made up for, and on the fastest clock a busy machine is a minute late in no time. */
    private Schedule startOnce(Supplier<CompletableFuture<InvocationResult>> answer) {
        return start(once(), answer, 40);
    }

    private Schedule start(ScheduleSpec spec, Supplier<CompletableFuture<InvocationResult>> answer, int speed) {
        Functions functions = (function, trigger, event) -> {
            assertThat(function + " " + trigger).isEqualTo("F FSweep");
            events.add(new String(event, StandardCharsets.UTF_8));
            return answer.get();
        };
        var clock = ScheduleClock.starting(new StackClock(scheduler), speed);
        return Schedule.start(spec, functions, new Schedule.Bus(feed, clock, _ -> {}, "eu-west-1", "123456789012"));
    }

    private static ScheduleSpec spec(String expression) {
        return new ScheduleSpec(
                "FSweep",
                "F",
                "arn:rule",
                ScheduleExpression.parse(expression),
                Optional.empty(),
                true,
                2,
                Duration.ofHours(6));
    }

    /** Due in two minutes at most, and never again. */
    private static ScheduleSpec once() {
        var due = Instant.now().plus(Duration.ofMinutes(2)).atOffset(ZoneOffset.UTC);
        return spec(due.format(DateTimeFormatter.ofPattern("'cron('m H d M '?' uuuu')'", Locale.ROOT)));
    }

    private static ScheduleSpec with(ScheduleSpec spec, String input) {
        return new ScheduleSpec(
                spec.id(),
                spec.function(),
                spec.arn(),
                spec.expression(),
                Optional.of(input),
                spec.enabled(),
                spec.retries(),
                spec.maximumAge());
    }

    private static JsonNode parsed(String json) throws Exception {
        return new ObjectMapper().readTree(json);
    }
}
