package herald;

import static org.assertj.core.api.Assertions.assertThat;

import herald.clients.Clients;
import herald.clients.Platform;
import herald.clients.Poster;
import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.connections.MemoryConnections;
import herald.connections.MemorySweepCoverages;
import herald.connections.SweepCoverage;
import herald.dialects.Dialects;
import herald.invocation.Timing;
import herald.posts.Outcome;
import herald.posts.ScriptedPosts;
import herald.publications.ChannelName;
import herald.sweep.DueTimes;
import herald.sweep.Sweep;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The entry point and the line that it writes. */
@Timeout(60)
class SweepFunctionTest {

    private static final Instant NOW = Instant.parse("2026-11-24T11:35:30Z");
    private static final Duration INTERVAL = Duration.ofMinutes(4);

    private final MemoryConnections connections = new MemoryConnections(() -> NOW, 10);
    private final MemorySweepCoverages coverages = new MemorySweepCoverages();
    private final ScriptedPosts posts = new ScriptedPosts();
    private final Clients clients =
            new Clients(new Platform("eu-central-1", URI.create("http://127.0.0.1:9/prod"), Poster.LEAN, false, false));

    @AfterEach
    void close() {
        clients.close();
    }

    @Test
    void oneLineSaysWhatWasDone() {
        var _ = connections.add(
                new Audience(ChannelName.LOBBY, 0),
                new Connection(new ConnectionId("a"), Dialects.SOCKET_IO, NOW.minusSeconds(300)));
        var _ = coverages.replace(Optional.empty(), new SweepCoverage(NOW, NOW.minus(INTERVAL), INTERVAL));

        String line = line(Duration.ofSeconds(60));

        assertThat(line).contains("\"level\":\"INFO\"");
        assertThat(line).contains("\"function\":\"SweepFunction\"");
        assertThat(line).contains("\"did\":\"swept\"");
        assertThat(line)
                .contains("\"rows\":1,\"pinged\":1,\"keptAlive\":0,\"dead\":0,\"stuck\":0,\"recycled\":0,"
                        + "\"gone\":0,\"failed\":0,\"left\":0,\"ms\":");
        assertThat(posts.to("a")).containsExactly("2");
    }

    @Test
    void secondEventOfTheSameMinuteDoesNothing() {
        var _ = coverages.replace(Optional.empty(), new SweepCoverage(NOW, NOW, INTERVAL));

        assertThat(line(Duration.ofSeconds(60))).contains("\"did\":\"nothing\"");
    }

    @Test
    void failureIsLoggedAndNotTriedAgain() {
        coverages.fail();

        String line = line(Duration.ofSeconds(60));
        assertThat(line).contains("\"level\":\"WARN\"");
        assertThat(line).contains("the table is away");
    }

    @Test
    void itReturnsInTimeWhenNothingAnswers() {
        var _ = connections.add(
                new Audience(ChannelName.LOBBY, 0),
                new Connection(new ConnectionId("a"), Dialects.SOCKET_IO, NOW.minusSeconds(300)));
        var _ = coverages.replace(Optional.empty(), new SweepCoverage(NOW, NOW.minus(INTERVAL), INTERVAL));
        posts.answer((id, frame) -> new Outcome.Delivered()).hold();

        String line = line(Duration.ofSeconds(2));
        assertThat(line).contains("\"reason\":\"it took too long\"");
    }

    private String line(Duration time) {
        var function = new SweepFunction(() -> new Wiring.Sweeps(
                clients,
                new Sweep(
                        connections,
                        coverages,
                        posts,
                        new Timing(
                                clients.executor(),
                                () -> NOW,
                                delay -> new CompletableFuture<Void>()
                                        .completeOnTimeout(null, delay.toMillis(), TimeUnit.MILLISECONDS)),
                        new DueTimes(INTERVAL, Duration.ofMinutes(110)),
                        1)));
        var log = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            var answer = new ByteArrayOutputStream();
            function.handleRequest(
                    new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)), answer, new Invocation(time));
            assertThat(answer.size()).isZero();
        } finally {
            System.setOut(before);
        }
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("SweepFunction"))
                .findFirst()
                .orElseThrow();
    }
}
