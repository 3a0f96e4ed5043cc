package herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What {@code bench/soak handshakes} runs: Socket.IO handshakes, one at a time and two hundred at once, from the first byte
 * of the upgrade until {@code 40{"sid"}} is there; into {@code bench/results/handshakes.md}.
 */
final class SoakHandshakes {

    private static final double SHARE = Double.parseDouble(System.getProperty("herald.soak.share", "1"));
    private static final Path RESULTS = RunningStack.ROOT.resolve("bench/results/handshakes.md");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 200;

    /** Rounds until the functions' processes are there and compiled. */
    private static final int WARMING = 4;

    private static final int ROUNDS = 5;

    @Test
    void handshakes() throws IOException {
        int atOnce = (int) Math.max(5, Math.round(AT_ONCE * SHARE));
        List<String> text = new ArrayList<>(List.of(
                "# Socket.IO handshakes",
                "",
                SoakTable.whenAndWhere(),
                "",
                "`bench/soak handshakes`: from the upgrade's start until `40{\"sid\"}` is there, through the stand-in, clients and"
                        + " all functions on this one machine, after " + WARMING + " rounds that are not counted.",
                "",
                "| at once | rounds | p50 ms | p90 ms | p99 ms | longest ms |",
                "| ---: | ---: | ---: | ---: | ---: | ---: |"));
        try (RunningStack stack = RunningStack.start("--connect-rate", "100000");
                HttpClient http = HttpClient.newHttpClient()) {
            URI url = URI.create(stack.webSocketUrl() + "?EIO=4&transport=websocket");
            for (int round = 0; round < WARMING; round++) {
                round(http, url, atOnce);
            }
            for (int together : new int[] {1, 10, 50, atOnce}) {
                int rounds = Math.max(ROUNDS, 100 / together);
                List<Long> micros = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    LongStream.of(round(http, url, together)).forEach(micros::add);
                }
                text.add(line(together, rounds, micros));
            }
        }
        text.add("");
        Files.createDirectories(RESULTS.getParent());
        Files.write(RESULTS, text);
        System.out.println(String.join(System.lineSeparator(), text));
    }

    /** Lets so many connect at one time, and all leave; returns how long each took, in microseconds. */
    private static long[] round(HttpClient http, URI url, int clients) {
        List<Joining> joining = new ArrayList<>();
        for (int n = 0; n < clients; n++) {
            var client = new Joining();
            joining.add(client);
            var _ = http.newWebSocketBuilder().buildAsync(url, client).whenComplete((socket, refused) -> {
                if (refused != null) {
                    client.joined.completeExceptionally(refused);
                }
            });
        }
        long[] micros = joining.stream()
                .mapToLong(client -> client.joined
                        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join())
                .toArray();
        joining.forEach(Joining::leave);
        return micros;
    }

    private static String line(int together, int rounds, List<Long> micros) {
        assertThat(micros).hasSize(together * rounds);
        Collections.sort(micros);
        return String.format(
                Locale.ROOT,
                "| %d | %d | %.0f | %.0f | %.0f | %.0f |",
                together,
                rounds,
                at(micros, 0.5),
                at(micros, 0.9),
                at(micros, 0.99),
                at(micros, 1));
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share))) / 1e3;
    }

    /** Answers the open packet with {@code 40}, and is joined when that is answered. */
    private static final class Joining implements WebSocket.Listener {

        private volatile @Nullable WebSocket socket;
        private final long begun = System.nanoTime();
        private final CompletableFuture<Long> joined = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                String frame = partial.toString();
                partial.setLength(0);
                if (frame.startsWith("0{")) {
                    var _ = from.sendText("40", true);
                } else if (frame.startsWith("40{")) {
                    socket = from;
                    joined.complete((System.nanoTime() - begun) / 1_000);
                }
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            joined.completeExceptionally(error);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            joined.completeExceptionally(new AssertionError("closed: " + status));
            return CompletableFuture.completedFuture(null);
        }

        void leave() {
            Objects.requireNonNull(socket)
                    .sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .join();
        }
    }
}
