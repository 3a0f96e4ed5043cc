package herald;

import static org.assertj.core.api.Assertions.assertThat;

import herald.clients.Clients;
import herald.clients.Platform;
import herald.clients.Poster;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.crac.Core;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An invocation has an answer in time whatever happens, and init goes on whatever its practice does. */
@Timeout(60)
class EntryPointTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Kept, as the JDK remembers loggers weakly. */
    private static final Logger LOG = Logger.getLogger(EntryPoint.class.getName());

    private final List<String> warnings = new ArrayList<>();
    private boolean remember;
    private final List<Wiring.Parts> built = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            warnings.add(record.getLevel() + " " + record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    EntryPointTest() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void close() {
        LOG.removeHandler(handler);
        built.forEach(Wiring.Parts::close);
    }

    @Test
    void workThatEndsInTimeIsTheResult() {
        assertThat(result(true, () -> CompletableFuture.completedFuture("done"), PATIENCE))
                .isEqualTo("done");
        assertThat(built).hasSize(1);
    }

    @Test
    void workThatTakesTooLongIsAReasonAndWhatDidItIsBuiltAnew() {
        assertThat(result(false, CompletableFuture::new, Duration.ofMillis(20))).isEqualTo("it took too long");
        assertThat(built).hasSize(2);
    }

    @Test
    void bugIsAReasonAndWhatRemembersItIsBuiltAnew() {
        var bug = new IllegalStateException("of ours");

        assertThat(result(true, () -> CompletableFuture.failedFuture(bug), PATIENCE))
                .isEqualTo("a bug: java.lang.IllegalStateException: of ours");
        assertThat(built).hasSize(2);
    }

    @Test
    void bugOfWhatRemembersNothingIsAReasonOnly() {
        Supplier<CompletableFuture<String>> work = () -> {
            throw new IllegalStateException("of ours");
        };

        assertThat(result(false, work, PATIENCE)).isEqualTo("a bug: java.lang.IllegalStateException: of ours");
        assertThat(built).hasSize(1);
    }

    @Test
    void exerciseThatFailsIsNobodysConcernButOneThatThrowsIs() {
        var _ = EntryPoint.withoutSnapshot(
                this::build, parts -> List.of(CompletableFuture.failedFuture(new IllegalStateException())));
        assertThat(warnings).isEmpty();

        var _ = EntryPoint.withoutSnapshot(this::build, parts -> {
            throw new IllegalStateException("of ours");
        });
        assertThat(warnings)
                .containsExactly("WARNING exercise failed, so the first invocation will be slower: "
                        + "java.lang.IllegalStateException: of ours");
    }

    @Test
    void rehearsalThatFailsIsLoggedAndInitGoesOn() throws Exception {
        rehearsed(patience -> Optional.empty());
        assertThat(warnings).isEmpty();

        rehearsed(patience -> {
            throw new IllegalStateException("no socket");
        });
        assertThat(warnings)
                .containsExactly("WARNING rehearsal failed, so the first invocation will be slower: no socket");
    }

    private void rehearsed(Function<Duration, Optional<Mishap>> rehearse) throws Exception {
        var warm = EntryPoint.beforeSnapshot(this::build, rehearse);
        warm.beforeCheckpoint(Core.getGlobalContext());
        warm.afterRestore(Core.getGlobalContext());
    }

    private String result(boolean remembers, Supplier<CompletableFuture<String>> work, Duration patience) {
        remember = remembers;
        var entry = EntryPoint.withoutSnapshot(this::build, parts -> List.of());
        String result = entry.run(work, patience, reason -> reason);
        var _ = entry.parts();
        return result;
    }

    private Wiring.Parts build() {
        var clients = new Clients(
                new Platform("eu-central-1", URI.create("http://127.0.0.1:9/prod"), Poster.LEAN, false, false));
        var parts = new TestedParts(clients, remember);
        built.add(parts);
        return parts;
    }

    private record TestedParts(Clients clients, boolean remember) implements Wiring.Parts {}
}
