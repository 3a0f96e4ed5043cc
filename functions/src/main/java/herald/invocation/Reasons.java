package herald.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;

/** Failures as a clause for the log. */
public final class Reasons {

    private Reasons() {}

    public static String of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
    }

    /** Of a future that is done and did not succeed. */
    public static String of(CompletableFuture<?> done) {
        return done.state() == Future.State.CANCELLED ? "cancelled" : of(done.exceptionNow());
    }
}
