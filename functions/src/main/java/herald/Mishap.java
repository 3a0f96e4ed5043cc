package herald;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Kept work from coming to a result in time. Its message is the reason, for the log. */
final class Mishap extends Exception {

    private static final long serialVersionUID = 1;

    enum Kind {
        LATE,
        FAILED,
        INTERRUPTED
    }

    private final Kind kind;

    private Mishap(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** Begins work and waits for it: the one place where a thread waits for a future. */
    static <R> R orResult(Supplier<? extends CompletableFuture<R>> work, Duration patience) throws Mishap {
        try {
            return work.get().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new Mishap(Kind.LATE, "it took too long");
        } catch (ExecutionException failed) {
            throw new Mishap(Kind.FAILED, String.valueOf(failed.getCause()));
        } catch (RuntimeException thrown) {
            throw new Mishap(Kind.FAILED, thrown.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Mishap(Kind.INTERRUPTED, "interrupted");
        }
    }
}
