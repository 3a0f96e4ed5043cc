package herald;

import herald.clients.Clients;
import herald.clients.Platform;
import herald.connections.ConnectionId;
import herald.posts.ManagementApiPosts;
import herald.posts.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The practice that goes into a snapshot: whole fan-outs, and all routes, by clients that believe a {@link Responder} to be
 * AWS, so often that the code is not only loaded but compiled. Nothing leaves the machine; everything it made is closed at
 * the end.
 *
 * @param rounds how often the first part is done, if there is time
 */
record Rehearsal<P extends Wiring.Parts>(
        Platform platform,
        Function<Clients, P> build,
        int rounds,
        Function<P, CompletableFuture<?>> round,
        Function<P, CompletableFuture<?>> end) {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Fan-outs of about a hundred posts each: together enough for the code that matters to be compiled. */
    static Rehearsal<Wiring.Fan> ofFan(Settings.ForBroadcast settings) {
        return new Rehearsal<>(
                settings.platform(),
                clients -> Wiring.fan(settings, clients, Rehearsal::withoutWaiting),
                40,
                Exercises::publications,
                fan -> Exercises.fan(fan).thenCompose(done -> Exercises.deliveries(fan)));
    }

    static Rehearsal<Wiring.Routes> ofRoutes(Settings.ForConnections settings) {
        return new Rehearsal<>(
                settings.platform(),
                clients -> Wiring.routes(settings, clients),
                100,
                routes -> Exercises.routes(routes).thenCompose(done -> Exercises.socketIo(routes)),
                routes -> CompletableFuture.completedFuture(true));
    }

    /**
     * Takes about so long; returns what went wrong, if it did not end well. Of the rounds only the last counts: the first may
     * be too slow for their deadlines.
     */
    Optional<Mishap> run(Duration patience) {
        long endNanos = System.nanoTime() + patience.toNanos();
        try (var responder = new Responder(InstantSource.system());
                P parts = build.apply(Clients.rehearsing(platform, responder.uri("http")))) {
            Optional<Mishap> last = Optional.empty();
            for (int i = 0; i < rounds && System.nanoTime() - endNanos < 0; i++) {
                last = mishap(() -> round.apply(parts));
            }
            return Stream.of(last, mishap(() -> end.apply(parts)), overTls(responder))
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<Mishap> mishap(Supplier<CompletableFuture<?>> work) {
        try {
            Mishap.orResult(() -> work.get().thenApply(done -> true), PATIENCE);
            return Optional.empty();
        } catch (Mishap mishap) {
            return Optional.of(mishap);
        }
    }

    /** The handshake fails, after the trust store and most of TLS have been loaded. */
    private Optional<Mishap> overTls(Responder responder) {
        try (var clients = Clients.rehearsing(platform, responder.uri("https"))) {
            var posts = new ManagementApiPosts(clients.managementApi(), clients.executor());
            return mishap(() -> posts.close(new ConnectionId("rehearsal="), PATIENCE)
                    .thenAccept(outcome -> Exercises.require(outcome instanceof Outcome.Failed, outcome)));
        }
    }

    /** A delay that is over at once: what is refused is tried again without a pause. */
    static CompletableFuture<Void> withoutWaiting(Duration delay) {
        return CompletableFuture.completedFuture(null);
    }
}
